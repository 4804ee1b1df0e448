import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { Upload } from '@/db/schema';
import { UPLOAD_OUTCOMES, type UploadOutcome } from '@/db/vocabulary';
import type { Channels } from '@/lib/opt-outs/policy';

type Of = Pick<Upload, 'accountId' | 'id'>;

/** The staged phones with what their rows ask once the toggles of the file have filled in. */
const wanted = ({ accountId, id }: Of, toggles: Channels): SQL => sql`
  select n, phone, note is null as clean, coalesce(voice, ${toggles.voice}::boolean) as wants_voice,
    coalesce(text, ${toggles.text}::boolean) as wants_text
  from upload_phones where account_id = ${accountId}::bigint and upload_id = ${id}::bigint`;

/** Each phone that the file closes, once: for the union of what its rows ask, with the first of them. */
const asking = (staged: SQL): SQL => sql`
  select phone, min(n) as first_n, bool_or(wants_voice) as voice, bool_or(wants_text) as text
  from ${staged} w where phone is not null and (wants_voice or wants_text) group by phone`;

/** What an opt-out is asked to close, as `closing()` wants it. */
export const askedBy = (of: Of, toggles: Channels): SQL => sql`
  select a.phone, a.voice, a.text, r.asked_on, r.row as upload_row, r.remark as note
  from (${asking(sql`(${wanted(of, toggles)})`)}) a
  join upload_phones r on r.account_id = ${of.accountId}::bigint and r.upload_id = ${of.id}::bigint and r.n = a.first_n`;

/**
 * Every staged phone with its outcome as the report stands now: `(n, clean, outcome)`, the outcome as its place
 * in UPLOAD_OUTCOMES (numbers sort ten times faster than words). Applying looks again; this is for the eye.
 */
export const judged = (of: Of, toggles: Channels): SQL => sql`
  staged as materialized (${wanted(of, toggles)}),
  asked as (${asking(sql`staged`)}),
  judged as materialized (
    select s.n, s.clean, (case
      when s.phone is null then ${code('rejected')}
      when not (s.wants_voice or s.wants_text) then ${code('no_request')}
      when s.n <> a.first_n then ${code('duplicate')}
      when p.type is null then ${code('new')}
      when (a.voice and p.voice_closed_at is null) or (a.text and p.text_closed_at is null) then ${code('widened')}
      else ${code('already_opted_out')}
    end)::smallint as outcome
    from staged s
    left join asked a on a.phone = s.phone
    left join phones p on p.account_id = ${of.accountId}::bigint and p.phone = s.phone)`;

/**
 * The same for an upload that was applied: what applying did to each, by the ledger. An event that closed one
 * channel and spoke of no other widened the phone where the other was closed by then.
 */
export const judgedByLedger = (of: Of, toggles: Channels): SQL => sql`
  staged as materialized (${wanted(of, toggles)}),
  asked as (${asking(sql`staged`)}),
  done as (
    select e.phone, case
      when not (e.changed_voice or e.changed_text) then ${code('already_opted_out')}
      when e.changed_voice and e.changed_text then ${code('new')}
      when e.voice and e.text then ${code('widened')}
      when ${closedBefore(of, 'voice')} or ${closedBefore(of, 'text')} then ${code('widened')}
      else ${code('new')}
    end as outcome
    from consent_events e
    where e.account_id = ${of.accountId}::bigint and e.upload_id = ${of.id}::bigint and e.action = 'opt_out'),
  judged as materialized (
    select s.n, s.clean, (case
      when s.phone is null then ${code('rejected')}
      when not (s.wants_voice or s.wants_text) then ${code('no_request')}
      when s.n <> a.first_n then ${code('duplicate')}
      else coalesce(d.outcome, ${code('already_opted_out')})
    end)::smallint as outcome
    from staged s
    left join asked a on a.phone = s.phone
    left join done d on d.phone = s.phone)`;

/** Whether a channel that the event `e` does not speak of was closed when it was written. */
const closedBefore = ({ accountId }: Of, channel: 'voice' | 'text'): SQL => {
  const spoke = (of: string) => sql.raw(`${of}.${channel}`);
  const before = (of: string) =>
    sql`${sql.raw(of)}.account_id = ${accountId}::bigint and ${sql.raw(of)}.phone = e.phone and ${sql.raw(of)}.seq < e.seq and ${spoke(of)}`;
  return sql`(not ${spoke('e')} and exists (
    select 1 from consent_events o where ${before('o')} and o.action = 'opt_out'
      and not exists (
        select 1 from consent_events i where ${before('i')} and (
          (i.action = 'opt_in' and i.seq > o.seq) or (i.action = 'correction' and o.seq = any (i.corrects))))))`;
};

/** The planner knows nothing of rows staged a moment ago, and would join a million with a million in loops. */
export const joinWithoutLoops = async (tx: Transaction): Promise<void> => {
  await tx.execute(sql`set local enable_nestloop = off`);
  await tx.execute(sql`set local work_mem = '64MB'`);
};

const code = (outcome: UploadOutcome) => sql.raw(String(UPLOAD_OUTCOMES.indexOf(outcome)));
