import { NewOptIn, reopen } from '@/lib/api/opt-in';
import { apiRoute, change } from '@/lib/web/api-route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: change(NewOptIn, reopen) });
