import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { countOptOuts } from './count-opt-outs';
import { readCursor, writeCursor, type Cursor } from './cursor';
import { DEFAULT_SORT, type OptOutFilter } from './filter';
import { rowsOf } from './rows-of';
import type { OptOutPage, OptOutRow } from './view';
import { walk } from './walk';
import { digitsOf, eitherSource, holdsDigits, orderOf, where } from './where';

export const PAGE_ROWS = 50;
/** Up to here a search is counted exactly. */
const SEARCH_MOST = 10_000;

/** A page of the report, keyset-paged, with how many match. A cursor of another view begins at the first page. */
export async function listOptOuts(ctx: Context, filter: OptOutFilter): Promise<OptOutPage> {
  authorize(ctx, 'opt_outs.view');
  return transaction(
    ctx.account.id,
    async (tx) => {
      const counts = await countOptOuts(tx, ctx, filter);
      const cursor = readCursor(filter.cursor, filter.sort ?? DEFAULT_SORT);
      const found = await findPage(tx, ctx, filter, cursor);
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

async function findPage(tx: Transaction, ctx: Context, filter: OptOutFilter, cursor: Cursor | null): Promise<Found> {
  const found = await findRows(tx, ctx, filter, cursor);
  // A page read backward that is short has reached the top: show the first page, whole.
  if (cursor?.direction === 'before' && found.phones.length < PAGE_ROWS) return findRows(tx, ctx, filter, null);
  return found;
}

async function findRows(tx: Transaction, ctx: Context, filter: OptOutFilter, cursor: Cursor | null): Promise<Found> {
  const digits = digitsOf(ctx, filter);
  if (digits === '') return { phones: [], cursor: null, more: false, matches: { matches: 0, atLeast: false } };
  if (digits === null) return page(await phonesOf(tx, pageFrom(ctx, filter, cursor)), cursor);

  const rare = digits.length >= 3 ? await findRareDigits(tx, ctx, filter, cursor, digits) : null;
  if (rare) return { ...page(rare.phones, cursor), matches: { matches: rare.matches, atLeast: false } };

  const phones = await phonesOf(tx, pageFrom(ctx, filter, cursor, [holdsDigits(digits)]));
  return { ...page(phones, cursor), matches: await countUpTo(tx, ctx, filter, digits) };
}

function page(phones: E164[], cursor: Cursor | null): Found {
  const more = phones.length > PAGE_ROWS;
  const kept = phones.slice(0, PAGE_ROWS);
  return { phones: cursor?.direction === 'before' ? kept.reverse() : kept, cursor, more };
}

const pageFrom = (ctx: Context, filter: OptOutFilter, cursor: Cursor | null, also: SQL[] = []) =>
  walk(ctx, filter, { columns: sql`p.phone, p.added_at`, limit: PAGE_ROWS + 1, cursor, also });

/** Where the trigram index finds few phones, they are joined, counted and sorted; null when they are many. */
async function findRareDigits(tx: Transaction, ctx: Context, filter: OptOutFilter, cursor: Cursor | null, digits: string) {
  const all = sql.join([...where(ctx, filter), ...eitherSource(filter)], sql` and `);
  const here = sql.join(where(ctx, filter, cursor), sql` and `);
  const rows = await tx.execute<{ found: number; matches: number; phone: string | null }>(sql`
    with found as materialized (select m as phone from matching_phones(${digits}, ${SEARCH_MOST + 1}) m),
    hits as materialized (
      select p.account_id, p.phone, p.added_at, p.type from found f
      join phones p on p.account_id = ${ctx.account.id}::bigint and p.phone = f.phone where ${all}),
    page as (
      select p.phone, p.added_at from hits p where ${here}
      order by ${orderOf(filter, cursor?.direction === 'before')} limit ${PAGE_ROWS + 1})
    select c.found::int, c.matches::int, page.phone::text
    from (select (select count(*) from found) as found, (select count(*) from hits) as matches) c
    left join page on true
    order by ${orderOf(filter, cursor?.direction === 'before')}`);
  const [first] = rows;
  if (!first || first.found > SEARCH_MOST) return null;
  const phones = rows.flatMap(({ phone }) => (phone === null ? [] : [`+${phone}` as E164]));
  return { phones, matches: first.matches };
}

async function countUpTo(tx: Transaction, ctx: Context, filter: OptOutFilter, digits: string) {
  const conditions = sql.join([...where(ctx, filter), ...eitherSource(filter), holdsDigits(digits)], sql` and `);
  const [counted] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from phones p where ${conditions} limit ${SEARCH_MOST + 1}) found`,
  );
  const n = counted?.n ?? 0;
  return { matches: Math.min(n, SEARCH_MOST), atLeast: n > SEARCH_MOST };
}

async function phonesOf(tx: Transaction, query: SQL): Promise<E164[]> {
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
