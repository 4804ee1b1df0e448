import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { AccountId, E164 } from '@/db/vocabulary';

/** A phone (or a count) whose stored state is not what the ledger gives. */
export type Difference = { phone: E164 | null; what: string; stored: string; ledger: string };

/**
 * Rebuilds every phone's state from the ledger alone and compares it with `phones`, then the counters
 * with the report. Answers the first differences, and how many phones and events it read.
 */
export async function verify(
  account: AccountId,
  most = 20,
): Promise<{ phones: number; events: number; differences: Difference[] }> {
  return transaction(
    account,
    async (tx) => {
      // Whole tables against each other: a loop over what the planner has not counted would never end.
      await tx.execute(sql`set local enable_nestloop = off`);
      await tx.execute(sql`set local work_mem = '64MB'`);
      const [read] = await tx.execute<{ phones: number; events: number }>(
        sql`select (select count(*)::int from phones where seq > 0) as phones, (select count(*)::int from consent_events) as events`,
      );
      const phones = await tx.execute<{ phone: string; stored: string; ledger: string }>(
        differingPhones(most),
      );
      const counts = await tx.execute<{ what: string; stored: string; ledger: string }>(
        differingCounts(most),
      );
      return {
        phones: read?.phones ?? 0,
        events: read?.events ?? 0,
        differences: [
          ...phones.map((row) => ({ ...row, phone: `+${row.phone}` as E164, what: 'state' })),
          ...counts.map((row) => ({ ...row, phone: null })),
        ],
      };
    },
    { snapshot: true },
  );
}

/** Each line of state as text, so that a difference can be read as it is. */
const STATE = (of: string) =>
  sql.raw(`concat_ws(' ', 'seq', ${of}.seq,
    case when ${of}.voice_seq is not null then format('voice: %s by event %s at %s', ${of}.voice_source, ${of}.voice_seq, ${of}.voice_closed_at) else 'voice: open' end,
    case when ${of}.text_seq is not null then format('text: %s by event %s at %s', ${of}.text_source, ${of}.text_seq, ${of}.text_closed_at) else 'text: open' end,
    case when ${of}.text_lock_seq is not null then format('locked: %s by event %s at %s', ${of}.text_lock, ${of}.text_lock_seq, ${of}.text_locked_at) end)`);

const differingPhones = (most: number) => sql`
  with opened as (
    select account_id, phone, max(seq) as seq, count(*) as events,
      coalesce(max(seq) filter (where action = 'opt_in' and voice), 0) as voice,
      coalesce(max(seq) filter (where action = 'opt_in' and text), 0) as text
    from consent_events group by account_id, phone),
  corrected as (
    select c.account_id, c.phone, s.seq, bool_or(c.voice) as voice, bool_or(c.text) as text
    from consent_events c, unnest(c.corrects) as s (seq) where c.action = 'correction' group by 1, 2, 3),
  closings as (
    select e.account_id, e.phone, e.seq, e.source,
      e.voice and not coalesce(k.voice, false) as voice, e.text and not coalesce(k.text, false) as text
    from consent_events e
    left join corrected k on k.account_id = e.account_id and k.phone = e.phone and k.seq = e.seq
    where e.action = 'opt_out'),
  closed as (
    select e.account_id, e.phone, min(o.seq) as seq, min(o.events) as events,
      min(e.seq) filter (where e.voice and e.seq > o.voice) as voice_seq,
      min(e.seq) filter (where e.text and e.seq > o.text) as text_seq,
      min(e.seq) filter (where e.text and e.seq > o.text and e.source in ('text_reply', 'carrier')) as text_lock_seq
    from opened o left join closings e on e.account_id = o.account_id and e.phone = o.phone
    group by e.account_id, e.phone),
  rebuilt as (
    select c.account_id, c.phone, c.seq, c.events, c.voice_seq, c.text_seq, c.text_lock_seq,
      v.recorded_at as voice_closed_at, v.source as voice_source,
      t.recorded_at as text_closed_at, t.source as text_source,
      l.recorded_at as text_locked_at, l.source as text_lock
    from closed c
    left join consent_events v on v.account_id = c.account_id and v.phone = c.phone and v.seq = c.voice_seq
    left join consent_events t on t.account_id = c.account_id and t.phone = c.phone and t.seq = c.text_seq
    left join consent_events l on l.account_id = c.account_id and l.phone = c.phone and l.seq = c.text_lock_seq)
  select coalesce(p.phone, r.phone)::text as phone,
    case when p.phone is null then 'no row' else ${STATE('p')} end as stored,
    case when r.phone is null then 'no events' else ${STATE('r')} || case when r.events <> r.seq then format(' (but %s events)', r.events) else '' end end as ledger
  from phones p full join rebuilt r on r.account_id = p.account_id and r.phone = p.phone
  where (p.phone is null or r.phone is null or r.events <> r.seq
    or (p.seq, p.voice_closed_at, p.voice_source, p.voice_seq, p.text_closed_at, p.text_source, p.text_seq,
        p.text_locked_at, p.text_lock, p.text_lock_seq)
      is distinct from
       (r.seq, r.voice_closed_at, r.voice_source, r.voice_seq, r.text_closed_at, r.text_source, r.text_seq,
        r.text_locked_at, r.text_lock, r.text_lock_seq))
    -- A phone that was only ever queued for a broadcast has a row and no events.
    and not (r.phone is null and p.seq = 0 and p.voice_seq is null and p.text_seq is null and p.text_lock_seq is null)
  order by 1 limit ${most}`;

const differingCounts = (most: number) => sql`
  with counted as (
    select day, type, voice_source, text_source, sum(n) as n from opt_out_counts group by 1, 2, 3, 4 having sum(n) <> 0),
  real as (
    select (p.added_at at time zone a.time_zone)::date as day, p.type, p.voice_source, p.text_source, count(*) as n
    from phones p join accounts a on a.id = p.account_id where p.type is not null group by 1, 2, 3, 4)
  select format('count of %s, %s', coalesce(c.day, r.day), coalesce(c.type, r.type)) as what,
    coalesce(c.n, 0)::text as stored, coalesce(r.n, 0)::text as ledger
  from counted c full join real r
    on r.day = c.day and r.type = c.type and r.voice_source is not distinct from c.voice_source
      and r.text_source is not distinct from c.text_source
  where c.n is distinct from r.n
  order by 1 limit ${most}`;
