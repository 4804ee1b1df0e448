import { NewCorrection, takeBack } from '@/lib/api/correction';
import { apiRoute, change } from '@/lib/web/api-route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: change(NewCorrection, takeBack),
});
