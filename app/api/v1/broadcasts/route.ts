import { NewBroadcast, queueBroadcast } from '@/lib/api/broadcast';
import { apiRoute, change } from '@/lib/web/api-route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: change(NewBroadcast, queueBroadcast),
});
