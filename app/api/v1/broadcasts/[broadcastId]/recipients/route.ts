import { listRecipientsPage } from '@/lib/api/recipient';
import { apiRoute } from '@/lib/web/api-route';
import { refusal } from '@/lib/web/problem';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async (ctx, request, params) => {
    const listed = await listRecipientsPage(ctx, params.broadcastId, new URL(request.url).searchParams);
    return listed.ok ? Response.json(listed.page) : refusal(listed);
  },
});
