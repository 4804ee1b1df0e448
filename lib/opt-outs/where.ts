import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { OPT_OUT_TYPES, type OptOutType } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { localDay, startOfDay } from '@/lib/format';
import { searchDigits } from '@/lib/phone';
import type { Cursor } from './cursor';
import type { OptOutFilter } from './filter';

/** Days of the account's calendar, both included. */
export type DayRange = { from: string | null; to: string | null };

export function daysOf(ctx: Context, filter: OptOutFilter): DayRange {
  const today = localDay(ctx.now(), ctx.account.timeZone);
  switch (filter.added) {
    case 'today':
      return { from: today, to: null };
    case '7d':
      return { from: addDays(today, -6), to: null };
    case '30d':
      return { from: addDays(today, -29), to: null };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: null };
    case undefined:
      return { from: filter.added_from ?? null, to: filter.added_to ?? null };
  }
}

/** The digits searched for; null: nothing is searched; `''`: what was typed holds none, so nothing matches. */
export const digitsOf = (ctx: Context, filter: OptOutFilter): string | null =>
  filter.search ? searchDigits(filter.search, ctx.account.country) : null;

/** Conditions on `phones p` that every way of reading the report shares. */
export function where(ctx: Context, filter: OptOutFilter, cursor: Cursor | null = null): SQL[] {
  const { from, to } = daysOf(ctx, filter);
  const zone = ctx.account.timeZone;
  return [
    sql`p.account_id = ${ctx.account.id}::bigint`,
    sql`p.type is not null`,
    filter.type && sql`p.type = ${filter.type}`,
    from && sql`p.added_at >= ${startOfDay(from, zone).toISOString()}::timestamptz`,
    to && sql`p.added_at < ${startOfDay(addDays(to, 1), zone).toISOString()}::timestamptz`,
    cursor && beyond(cursor),
  ].filter((condition): condition is SQL => Boolean(condition));
}

/** Scans for the digits; for the few or frequent, where the order of an index finds a page sooner. */
export const holdsDigits = (digits: string): SQL => sql`p.phone::text like ${`%${digits}%`}`;

/**
 * The closed channels that a source filter looks at, as conditions that each walk one index in order:
 * a source may be the voice's or the text's, and a page of "either" is the merge of these.
 */
export function legsOfSource({ source, type }: OptOutFilter): SQL[] {
  const types: readonly OptOutType[] = type ? [type] : OPT_OUT_TYPES;
  return types.flatMap((each) => [
    ...(each !== 'text' ? [sql`p.voice_source = ${source} and p.type = ${each}`] : []),
    ...(each !== 'voice' ? [sql`p.text_source = ${source} and p.type = ${each}`] : []),
  ]);
}

export const eitherSource = ({ source }: OptOutFilter): SQL[] =>
  source ? [sql`(p.voice_source = ${source} or p.text_source = ${source})`] : [];

/** The order of rows, reversed for a page that is read backward; `of` says whose columns, `p.`. */
export function orderOf({ sort }: OptOutFilter, backward = false, of = ''): SQL {
  const descending = sort.endsWith('.desc') !== backward;
  const direction = descending ? sql`desc` : sql`asc`;
  const [phone, addedAt] = [sql.raw(`${of}phone`), sql.raw(`${of}added_at`)];
  return sort.startsWith('phone')
    ? sql`${phone} ${direction}`
    : sql`${addedAt} ${direction}, ${phone} ${direction}`;
}

function beyond({ direction, sort, addedAt, phone }: Cursor): SQL {
  const ascending = sort.endsWith('.asc') === (direction === 'after');
  const compare = ascending ? sql`>` : sql`<`;
  const digits = sql`${phone.slice(1)}::bigint`;
  return sort.startsWith('phone')
    ? sql`p.phone ${compare} ${digits}`
    : sql`(p.added_at, p.phone) ${compare} (${new Date(addedAt).toISOString()}::timestamptz, ${digits})`;
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
