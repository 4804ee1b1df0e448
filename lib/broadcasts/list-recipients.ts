import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { BroadcastId, E164, RecipientStatus, Source, SuppressionReason } from '@/db/vocabulary';
import { theirs } from '@/lib/contacts/own';
import type { Context } from '@/lib/context';
import { formatPhone } from '@/lib/phone';
import { requireBroadcast } from './find-broadcast';
import type { RecipientFilter, RecipientLine } from './view';

/** `previous`, `next`: where the pages beside it end and begin; null: there is none. */
type Page = { recipients: RecipientLine[]; previous: E164 | null; next: E164 | null };
type Wanted = { status?: RecipientFilter; after?: E164; before?: E164; limit?: number };
type Row = {
  phone: string;
  name: string | null;
  status: RecipientStatus;
  reason: SuppressionReason | null;
  since: string | null;
  source: Source | null;
  handed_off_at: string | null;
  delivered_at: string | null;
  problem: string | null;
  opted_out: boolean;
};

/**
 * A page of a broadcast's recipients by phone, of one status or all: `after` is the last one before it, or
 * `before` the first one behind it.
 */
export async function listRecipients(
  ctx: Context,
  id: BroadcastId,
  { status, after, before, limit = 100 }: Wanted = {},
): Promise<Page> {
  await requireBroadcast(ctx, id);
  const account = sql`${ctx.account.id}::bigint`;
  const optedOut = sql`exists (select 1 from consent_events e where e.account_id = ${account}
    and e.broadcast_id = ${id}::bigint and e.phone = r.phone and e.action = 'opt_out'
    and (e.changed_voice or e.changed_text))`;
  const wanted = status === undefined ? sql`true` : status === 'opted_out' ? optedOut : standsAt(status);
  const rows = await transaction(ctx.account.id, (tx) =>
    tx.execute<Row>(sql`
      select r.phone::text, r.status, r.reason, r.since::text, r.source, r.handed_off_at::text,
        r.delivered_at::text, r.problem, ${optedOut} as opted_out,
        (select min(c.name) from contact_phones p join contacts c on c.account_id = p.account_id and c.id = p.contact_id
          where ${theirs(ctx)} and p.account_id = ${account} and p.phone = r.phone and c.deleted_at is null) as name
      from broadcast_recipients r
      where r.account_id = ${account} and r.broadcast_id = ${id}::bigint and ${wanted}
        and ${before ? sql`r.phone < ${before.slice(1)}::bigint` : sql`r.phone > ${after ? after.slice(1) : '0'}::bigint`}
      order by r.phone ${before ? sql`desc` : sql`asc`} limit ${limit + 1}`),
  );
  const more = rows.length > limit;
  const page = rows.slice(0, limit).map((row) => lineOf(ctx, row));
  if (before) page.reverse();
  return {
    recipients: page,
    previous: (before ? more : after) ? (page[0]?.phone ?? null) : null,
    next: before || more ? (page.at(-1)?.phone ?? null) : null,
  };
}

const standsAt = (status: Exclude<RecipientFilter, 'opted_out'>) =>
  status === 'queued' ? sql`r.status in ('queued', 'handing_off')` : sql`r.status = ${status}::text`;

/** What was listed and is no phone, in its order. */
export async function listInvalid(
  ctx: Context,
  id: BroadcastId,
  most = 100,
): Promise<{ input: string; reason: string }[]> {
  await requireBroadcast(ctx, id);
  return transaction(ctx.account.id, (tx) =>
    tx.execute<{ input: string; reason: string }>(sql`
      select input, reason from broadcast_invalid
      where account_id = ${ctx.account.id}::bigint and broadcast_id = ${id}::bigint order by n limit ${most}`),
  );
}

const lineOf = (ctx: Context, row: Row): RecipientLine => {
  const phone = `+${row.phone}` as E164;
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  return {
    phone,
    shown: formatPhone(phone, ctx.account.country),
    name: row.name,
    status: row.status,
    reason: row.reason,
    since: moment(row.since),
    source: row.source,
    handedOffAt: moment(row.handed_off_at),
    deliveredAt: moment(row.delivered_at),
    problem: row.problem,
    optedOut: row.opted_out,
  };
};
