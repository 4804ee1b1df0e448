import { readBroadcast } from '@/lib/api/broadcast';
import { apiRoute } from '@/lib/web/api-route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async (ctx, _request, params) => Response.json(await readBroadcast(ctx, params.broadcastId)),
});
