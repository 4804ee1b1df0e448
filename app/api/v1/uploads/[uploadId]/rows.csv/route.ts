import { uploadId } from '@/lib/api/upload';
import { readRowsCsv } from '@/lib/uploads/each-staged';
import { apiRoute } from '@/lib/web/api-route';
import { csvAttachment } from '@/lib/web/attachment';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async (ctx, _request, params) => csvAttachment(await readRowsCsv(ctx, uploadId(params.uploadId))),
});
