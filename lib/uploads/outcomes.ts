import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Upload } from '@/db/schema';
import type { Channels } from '@/lib/opt-outs/policy';

type Of = Pick<Upload, 'accountId' | 'id'>;

/** Every staged phone with what its row asks once the toggles of the file have filled in. */
const wanted = ({ accountId, id }: Of, toggles: Channels): SQL => sql`
  select r.*, coalesce(r.voice, ${toggles.voice}::boolean) as wants_voice, coalesce(r.text, ${toggles.text}::boolean) as wants_text
  from upload_phones r where r.account_id = ${accountId}::bigint and r.upload_id = ${id}::bigint`;

/** Each phone that the file closes, once: for the union of what its rows ask, with the first of them. */
const asking = (of: Of, toggles: Channels): SQL => sql`
  select w.phone, bool_or(w.wants_voice) as voice, bool_or(w.wants_text) as text, min(w.n) as n
  from (${wanted(of, toggles)}) w
  where w.phone is not null and (w.wants_voice or w.wants_text)
  group by w.phone`;

/** What an opt-out is asked to close, as `closing()` wants it. */
export const askedBy = (of: Of, toggles: Channels): SQL => sql`
  select a.phone, a.voice, a.text, r.asked_on, r.row as upload_row, r.remark as note
  from (${asking(of, toggles)}) a
  join upload_phones r on r.account_id = ${of.accountId}::bigint and r.upload_id = ${of.id}::bigint and r.n = a.n`;

/**
 * Every staged phone with its outcome as the report stands now: `(n, row, column_name, value, phone, voice,
 * text, asked_on, said, note, remark, outcome)`. Applying looks again; this is for the eye. Windows, not a
 * join with itself: the planner knows nothing of rows staged a moment ago.
 */
export const outcomes = (of: Of, toggles: Channels): SQL => sql`
  select w.n, w.row, w.column_name, w.value, w.phone, w.voice, w.text, w.asked_on::text, w.said, w.note, w.remark,
    case
      when w.phone is null then 'rejected'
      when not (w.wants_voice or w.wants_text) then 'no_request'
      when w.n <> w.first_n then 'duplicate'
      when p.type is null then 'new'
      when (w.all_voice and p.voice_closed_at is null) or (w.all_text and p.text_closed_at is null) then 'widened'
      else 'already_opted_out'
    end as outcome
  from (
    select w.*,
      min(w.n) filter (where w.wants_voice or w.wants_text) over same_phone as first_n,
      bool_or(w.wants_voice) over same_phone as all_voice,
      bool_or(w.wants_text) over same_phone as all_text
    from (${wanted(of, toggles)}) w
    window same_phone as (partition by w.phone)) w
  left join phones p on p.account_id = ${of.accountId}::bigint and p.phone = w.phone`;
