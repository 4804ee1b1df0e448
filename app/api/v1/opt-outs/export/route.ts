import { apiRoute } from '@/lib/web/api-route';
import { answerExport, answerSelectedExport } from '@/lib/web/export';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute(
  { GET: answerExport, POST: answerSelectedExport },
  { scopes: { POST: 'read' } },
);
