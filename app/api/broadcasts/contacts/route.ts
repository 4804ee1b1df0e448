import { listContacts } from '@/lib/contacts/list-contacts';
import { parseContactFilter } from '@/lib/contacts/filter';
import { apiRoute } from '@/lib/web/api-route';

const SHOWN = 8;

/** Whom the composer may choose: the first contacts that a search finds. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: async (ctx, request) => {
    const search = new URL(request.url).searchParams.get('search') ?? '';
    const { rows } = await listContacts(ctx, parseContactFilter({ search }).filter, { limit: SHOWN });
    return Response.json(
      rows.map(({ id, name, phones }) => ({ id, name, phones: phones.map(({ shown }) => shown) })),
    );
  },
});
