import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { countOptOuts } from './count-opt-outs';
import { readCursor, writeCursor, type Cursor } from './cursor';
import { DEFAULT_SORT, type OptOutFilter } from './filter';
import { rowsOf } from './rows-of';
import { searchOptOuts } from './search';
import type { OptOutPage, OptOutRow } from './view';
import { walk } from './walk';
import { digitsOf } from './where';

export const PAGE_ROWS = 50;

/** A page of the report, keyset-paged, with how many match. A cursor of another view begins at the first page. */
export async function listOptOuts(
  ctx: Context,
  filter: OptOutFilter,
  { limit = PAGE_ROWS }: { limit?: number } = {},
): Promise<OptOutPage> {
  authorize(ctx, 'opt_outs.view');
  return transaction(
    ctx.account.id,
    async (tx) => {
      const counts = await countOptOuts(tx, ctx, filter);
      const cursor = readCursor(filter.cursor, filter.sort ?? DEFAULT_SORT);
      const found = await findPage(tx, ctx, filter, { cursor, limit, within: counts.matching });
      const rows = await rowsOf(tx, ctx, found.phones, filter);
      const matches = found.matches ?? { matches: counts.matching, atLeast: false };
      return { rows, count: matches, total: counts.all, ...neighbours(filter, found, rows) };
    },
    { snapshot: true },
  );
}

type Found = {
  phones: E164[];
  cursor: Cursor | null;
  /** There are more rows in the direction of reading. */
  more: boolean;
  /** Counted here where the digits decide; else the counters know. */
  matches?: OptOutPage['count'];
};

type Wanted = {
  cursor: Cursor | null;
  limit: number;
  /** How many opt-outs the filter shows without its digits. */
  within: number;
};

async function findPage(tx: Transaction, ctx: Context, filter: OptOutFilter, wanted: Wanted): Promise<Found> {
  const found = await findRows(tx, ctx, filter, wanted);
  // A page read backward that is short has reached the top: show the first page, whole.
  if (wanted.cursor?.direction === 'before' && found.phones.length < wanted.limit)
    return findRows(tx, ctx, filter, { ...wanted, cursor: null });
  return found;
}

async function findRows(tx: Transaction, ctx: Context, filter: OptOutFilter, wanted: Wanted): Promise<Found> {
  const { cursor, limit, within } = wanted;
  const digits = digitsOf(ctx, filter);
  if (digits === '')
    return { phones: [], cursor: null, more: false, matches: { matches: 0, atLeast: false } };
  if (digits === null) return page(await walkPage(tx, ctx, filter, wanted), wanted);

  const { phones, matches } = await searchOptOuts(tx, ctx, filter, {
    digits,
    cursor,
    limit: limit + 1,
    within,
  });
  return { ...page(phones, wanted), matches };
}

function page(phones: E164[], { cursor, limit }: Wanted): Found {
  const more = phones.length > limit;
  const kept = phones.slice(0, limit);
  return { phones: cursor?.direction === 'before' ? kept.reverse() : kept, cursor, more };
}

async function walkPage(
  tx: Transaction,
  ctx: Context,
  filter: OptOutFilter,
  { cursor, limit }: Wanted,
): Promise<E164[]> {
  const query = walk(ctx, filter, { columns: sql`p.phone, p.added_at`, limit: limit + 1, cursor });
  const rows = await tx.execute<{ phone: string }>(query);
  return rows.map(({ phone }) => `+${phone}` as E164);
}

function neighbours({ sort }: OptOutFilter, { cursor, more }: Found, rows: OptOutRow[]) {
  const at = (direction: Cursor['direction'], row: OptOutRow | undefined) =>
    row ? writeCursor({ direction, sort, addedAt: row.addedAt.getTime(), phone: row.phone }) : null;
  const backward = cursor?.direction === 'before';
  return {
    previous: cursor && (!backward || more) ? at('before', rows[0]) : null,
    next: backward || more ? at('after', rows.at(-1)) : null,
  };
}
