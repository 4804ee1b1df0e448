import { readRejectedCsv } from '@/lib/uploads/each-staged';
import { apiRoute } from '@/lib/web/api-route';
import { csvAttachment } from '@/lib/web/attachment';

export const GET = apiRoute(async (ctx, _request, { uploadId }) =>
  csvAttachment(await readRejectedCsv(ctx, Number(uploadId))),
);
