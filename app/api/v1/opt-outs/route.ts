import { parseListQuery } from '@/lib/api/list-query';
import { NewOptOut, optOutBody } from '@/lib/api/opt-out';
import { recordOptOut } from '@/lib/api/record-opt-out';
import { listOptOuts } from '@/lib/opt-outs/list-opt-outs';
import { apiRoute, change } from '@/lib/web/api-route';
import { problem } from '@/lib/web/problem';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async (ctx, request) => {
    const { filter, limit, problems } = parseListQuery(new URL(request.url).searchParams);
    if (problems.length > 0) return problem(422, 'This list cannot be shown', { errors: problems });
    const { rows, next } = await listOptOuts(ctx, filter, { limit });
    return Response.json({ data: rows.map((row) => optOutBody(row.phone, row)), next_cursor: next });
  },
  POST: change(NewOptOut, recordOptOut),
});
