import { optOutWithHistory } from '@/lib/api/opt-out';
import { readPhone } from '@/lib/api/words';
import { findOptOut } from '@/lib/opt-outs/find-opt-out';
import { apiRoute, lastSegment } from '@/lib/web/api-route';
import { problem, refusal } from '@/lib/web/problem';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async (ctx, request) => {
    const read = readPhone(ctx, lastSegment(request));
    if (!read.ok) return refusal(read);
    const found = await findOptOut(ctx, read.phone);
    return found ? Response.json(optOutWithHistory(ctx, found)) : problem(404, 'Not found');
  },
});
