import { openApi } from '@/lib/api/openapi';
import { publicRoute } from '@/lib/web/api-route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute({
  GET: () => Response.json(openApi()),
});
