import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';

/** Why events are taken back. */
export type Correction = {
  reason: string;
  uploadId?: UploadId;
  evidence: Record<string, unknown>;
};

/**
 * Takes the word of some events back and writes the corrections, in one statement, for any number of phones.
 * `wrong` is a relation `(phone bigint, corrects integer[], voice, text boolean)` with each phone once: the
 * events that were a mistake, and for which channels. A channel that such an event closed opens, unless a
 * later closing stands: then it takes source and date of the oldest that does. The phones' rows must be held
 * by an earlier statement of the transaction, for the ledger to be read as it is.
 */
export function takingBack(ctx: Context, wrong: SQL, { reason, uploadId, evidence }: Correction): SQL {
  const account = sql`${ctx.account.id}::bigint`;
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  return sql`
    wrong as materialized (${wrong}),
    hit as materialized (
      select w.phone, w.corrects, w.voice, w.text, p.voice_seq, p.text_seq,
        coalesce(w.voice and p.voice_seq = any (w.corrects), false) as hits_voice,
        coalesce(w.text and p.text_seq = any (w.corrects), false) as hits_text
      from wrong w join phones p on p.account_id = ${account} and p.phone = w.phone),
    standing as (
      select h.phone,
        min(e.seq) filter (where h.hits_voice and e.voice and e.seq > h.voice_seq and ${stands('voice')}) as voice_seq,
        min(e.seq) filter (where h.hits_text and e.text and e.seq > h.text_seq and ${stands('text')}) as text_seq
      from hit h
      join consent_events e on e.account_id = ${account} and e.phone = h.phone and e.action = 'opt_out'
        and not e.seq = any (h.corrects)
      left join (
        select c.phone, s.seq, bool_or(c.voice) as voice, bool_or(c.text) as text
        from hit h2 join consent_events c on c.account_id = ${account} and c.phone = h2.phone and c.action = 'correction',
          unnest(c.corrects) as s (seq)
        group by c.phone, s.seq) gone on gone.phone = e.phone and gone.seq = e.seq
      where h.hits_voice or h.hits_text
      group by h.phone),
    rests as (
      select h.*, v.seq as next_voice_seq, v.source as next_voice_source, v.recorded_at as next_voice_at,
        t.seq as next_text_seq, t.source as next_text_source, t.recorded_at as next_text_at
      from hit h
      left join standing s using (phone)
      left join consent_events v on v.account_id = ${account} and v.phone = s.phone and v.seq = s.voice_seq
      left join consent_events t on t.account_id = ${account} and t.phone = s.phone and t.seq = s.text_seq),
    taken as (
      update phones p set seq = p.seq + 1,
        voice_closed_at = case when r.hits_voice then r.next_voice_at else p.voice_closed_at end,
        voice_source = case when r.hits_voice then r.next_voice_source else p.voice_source end,
        voice_seq = case when r.hits_voice then r.next_voice_seq else p.voice_seq end,
        text_closed_at = case when r.hits_text then r.next_text_at else p.text_closed_at end,
        text_source = case when r.hits_text then r.next_text_source else p.text_source end,
        text_seq = case when r.hits_text then r.next_text_seq else p.text_seq end
      from rests r
      where p.account_id = ${account} and p.phone = r.phone
      returning p.phone, p.seq, r.corrects, r.voice, r.text,
        r.hits_voice and p.voice_seq is null as opened_voice,
        r.hits_text and p.text_seq is null as opened_text,
        p.type),
    recorded as (
      insert into consent_events (account_id, phone, seq, action, source, voice, text,
        changed_voice, changed_text, changed_lock,
        actor_kind, actor_id, actor_name, actor_role,
        recorded_at, upload_id, corrects, note, evidence)
      select ${account}, t.phone, t.seq, 'correction', 'correction', t.voice, t.text,
        t.opened_voice, t.opened_text, false,
        ${ctx.actor.kind}::text, ${ctx.actor.id}::bigint, ${ctx.actor.name}::text, ${ctx.actor.role}::text,
        ${at}, ${uploadId ?? null}::bigint, t.corrects, ${reason}::text, ${JSON.stringify(evidence)}::jsonb
      from taken t)`;
}

/** Whether no correction took the event's word about a channel back. */
const stands = (channel: 'voice' | 'text') => sql`not coalesce(${sql.raw(`gone.${channel}`)}, false)`;
