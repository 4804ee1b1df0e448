import { receiveList } from '@/lib/broadcasts/receive-list';
import { apiRoute } from '@/lib/web/api-route';
import { problem } from '@/lib/web/problem';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: async (ctx, request) => {
    const received = await receiveList(ctx, request);
    if (received.ok) return Response.json(received.list, { status: 201 });
    return problem(REFUSED[received.reason] ?? 422, 'This file was not taken', { detail: received.message });
  },
});

const REFUSED: Record<string, number> = { too_big: 413, not_multipart: 415, broken_off: 400 };
