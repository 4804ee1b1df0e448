import 'server-only';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Cursor } from './cursor';
import type { OptOutFilter } from './filter';
import type { OptOutPage } from './view';
import { walk } from './walk';
import { eitherSource, holdsDigits, orderOf, where } from './where';

type Wanted = {
  digits: string;
  cursor: Cursor | null;
  limit: number;
  /** How many opt-outs the rest of the filter shows. */
  within: number;
};
type Search = { phones: E164[]; matches: OptOutPage['count'] };

/** So few are scanned sooner than the digits are looked up. */
const NARROW = 10_000;
/** So many findings of the index are filtered, counted and sorted in some 30 ms. */
const INDEXED = 20_000;
/** Where the digits are more frequent than that, pages are found quickly but counting all would not be. */
const COUNTED = 1_000;

/** The phones of a page among those that hold the digits, in the order of the view, and how many do. */
export async function searchOptOuts(
  tx: Transaction,
  ctx: Context,
  filter: OptOutFilter,
  wanted: Wanted,
): Promise<Search> {
  const isNarrow = wanted.within <= NARROW;
  const indexed = wanted.digits.length >= 3 && !isNarrow ? await findIndexed(tx, ctx, filter, wanted) : null;
  if (indexed) return indexed;
  return {
    phones: await findScanning(tx, ctx, filter, wanted),
    matches: await countScanning(tx, ctx, filter, wanted.digits, isNarrow ? NARROW : COUNTED),
  };
}

/** Takes what the trigram index finds, filters and sorts it; null where that is too much. */
async function findIndexed(
  tx: Transaction,
  ctx: Context,
  filter: OptOutFilter,
  { digits, cursor, limit }: Wanted,
): Promise<Search | null> {
  const order = orderOf(filter, cursor?.direction === 'before');
  const rows = await tx.execute<{ found: number; matches: number; digits: string | null }>(sql`
    with found as materialized (
      select ${ctx.account.id}::bigint as account_id, m.* from matching_phones(${digits}, ${INDEXED + 1}) m),
    hits as materialized (
      select * from found p where ${sql.join([...where(ctx, filter), ...eitherSource(filter)], sql` and `)}),
    page as (
      select p.phone, p.added_at from hits p where ${sql.join(where(ctx, filter, cursor), sql` and `)}
      order by ${order} limit ${limit})
    select c.found::int, c.matches::int, page.phone::text as digits
    from (select (select count(*) from found) as found, (select count(*) from hits) as matches) c
    left join page on true
    order by ${order}`);
  const [first] = rows;
  if (!first || first.found > INDEXED) return null;
  const phones = rows.flatMap((row) => (row.digits === null ? [] : [`+${row.digits}` as E164]));
  return { phones, matches: { matches: first.matches, atLeast: false } };
}

/** Walks the index of the view until it has met enough phones with these digits. */
async function findScanning(
  tx: Transaction,
  ctx: Context,
  filter: OptOutFilter,
  { digits, cursor, limit }: Wanted,
): Promise<E164[]> {
  const columns = sql`p.phone, p.added_at`;
  const query = walk(ctx, filter, { columns, limit, cursor, also: [holdsDigits(digits)] });
  const rows = await tx.execute<{ phone: string }>(query);
  return rows.map(({ phone }) => `+${phone}` as E164);
}

async function countScanning(
  tx: Transaction,
  ctx: Context,
  filter: OptOutFilter,
  digits: string,
  most: number,
): Promise<OptOutPage['count']> {
  const columns = sql`p.phone, p.added_at`;
  const byDate: OptOutFilter = { ...filter, sort: 'added_at.desc' };
  const query = walk(ctx, byDate, { columns, limit: most + 1, also: [holdsDigits(digits)] });
  const [counted] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from (${query}) found`);
  const n = counted?.n ?? 0;
  return { matches: Math.min(n, most), atLeast: n > most };
}
