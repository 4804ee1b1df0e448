import { apply, ApplyUpload } from '@/lib/api/upload';
import { apiRoute, change } from '@/lib/web/api-route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: change(ApplyUpload, apply),
});
