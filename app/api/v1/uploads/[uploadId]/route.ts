import { readUpload, uploadId } from '@/lib/api/upload';
import { cancelUpload } from '@/lib/uploads/cancel-upload';
import { apiRoute } from '@/lib/web/api-route';
import { refusal } from '@/lib/web/problem';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async (ctx, _request, params) => Response.json(await readUpload(ctx, params.uploadId)),
  DELETE: async (ctx, _request, params) => {
    const cancelled = await cancelUpload(ctx, uploadId(params.uploadId));
    return cancelled.ok ? new Response(null, { status: 204 }) : refusal(cancelled);
  },
});
