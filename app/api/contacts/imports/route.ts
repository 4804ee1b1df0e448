import { receiveImport } from '@/lib/contacts/receive-import';
import { apiRoute } from '@/lib/web/api-route';
import { problem } from '@/lib/web/problem';

/** Outside of pages, because a body that passes the proxy is cut off at 10 MB. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: async (ctx, request) => {
    const received = await receiveImport(ctx, request);
    if (received.ok) return Response.json({ id: received.id, status: 'staging' }, { status: 202 });
    return problem(REFUSED[received.reason] ?? 422, 'This file was not taken', { detail: received.message });
  },
});

const REFUSED: Record<string, number> = { too_big: 413, not_multipart: 415, broken_off: 400 };
