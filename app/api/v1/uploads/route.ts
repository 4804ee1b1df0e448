import { receiveUpload } from '@/lib/uploads/receive-upload';
import { apiRoute } from '@/lib/web/api-route';
import { problem } from '@/lib/web/problem';

export const POST = apiRoute(async (ctx, request) => {
  const received = await receiveUpload(ctx, request);
  if (received.ok) return Response.json({ id: received.id, status: 'staging' }, { status: 202 });
  const status = received.reason === 'too_big' ? 413 : received.reason === 'not_multipart' ? 415 : 422;
  return problem(status, 'This file was not taken', { detail: received.message });
});
