import { cancel } from '@/lib/api/broadcast';
import { apiRoute, command } from '@/lib/web/api-route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: command(cancel) });
