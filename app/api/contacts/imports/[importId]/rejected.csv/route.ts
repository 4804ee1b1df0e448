import { readRejectedCsv } from '@/lib/contacts/rejected-rows';
import { apiRoute } from '@/lib/web/api-route';
import { csvAttachment } from '@/lib/web/attachment';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async (ctx, _request, params) => csvAttachment(await readRejectedCsv(ctx, Number(params.importId))),
});
