import { apiRoute } from '@/lib/web/api-route';
import { answerScreening } from '@/lib/web/screening';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute(
  { POST: answerScreening },
  { scopes: { POST: 'read' } },
);
