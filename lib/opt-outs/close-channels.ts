import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import type { Transaction } from '@/db/client';
import type { BroadcastId, E164, Lock, Source, UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';

/** What one statement closes: why, by whom, on what evidence. */
export type Cause = {
  source: Source;
  lock: Lock | null;
  uploadId?: UploadId;
  broadcastId?: BroadcastId | null;
  evidence?: Record<string, unknown> | null;
};

/** What an opt-out really did to a phone. */
export type Closing = {
  phone: E164;
  seq: number;
  closedVoice: boolean;
  closedText: boolean;
  locked: boolean;
  /** False: it was on the report before. */
  isNew: boolean;
};

/**
 * Closes channels and writes the ledger in one statement, for any number of phones.
 * `asked` is a relation `(phone bigint, voice, text boolean, asked_on date, upload_row integer, note text)`
 * with each phone once and at least one channel true. A first closing stands: source, date and lock are
 * only ever added, never replaced. The event takes what changed from the upsert's own RETURNING; a look
 * at the state before it would lie while another closing is uncommitted.
 */
export function closing(ctx: Context, asked: SQL, cause: Cause): SQL {
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  const lock = sql`${cause.lock}::text`;
  return sql`
    asked as materialized (${asked}),
    closed as (
      insert into phones as p (account_id, phone, seq,
        voice_closed_at, voice_source, voice_seq,
        text_closed_at, text_source, text_seq,
        text_locked_at, text_lock, text_lock_seq)
      select ${ctx.account.id}::bigint, phone, 1,
        case when voice then ${at} end, case when voice then ${cause.source}::text end, case when voice then 1 end,
        case when text then ${at} end, case when text then ${cause.source}::text end, case when text then 1 end,
        case when text and ${lock} is not null then ${at} end, case when text then ${lock} end,
        case when text and ${lock} is not null then 1 end
      from asked order by phone
      on conflict (account_id, phone) do update set
        seq = p.seq + 1,
        voice_closed_at = coalesce(p.voice_closed_at, excluded.voice_closed_at),
        voice_source = coalesce(p.voice_source, excluded.voice_source),
        voice_seq = coalesce(p.voice_seq, case when excluded.voice_seq is not null then p.seq + 1 end),
        text_closed_at = coalesce(p.text_closed_at, excluded.text_closed_at),
        text_source = coalesce(p.text_source, excluded.text_source),
        text_seq = coalesce(p.text_seq, case when excluded.text_seq is not null then p.seq + 1 end),
        text_locked_at = coalesce(p.text_locked_at, excluded.text_locked_at),
        text_lock = coalesce(p.text_lock, excluded.text_lock),
        text_lock_seq = coalesce(p.text_lock_seq, case when excluded.text_lock_seq is not null then p.seq + 1 end)
      returning p.phone, p.seq,
        coalesce(p.voice_seq = p.seq, false) as closed_voice,
        coalesce(p.text_seq = p.seq, false) as closed_text,
        coalesce(p.text_lock_seq = p.seq, false) as locked,
        coalesce(p.voice_seq < p.seq, false) or coalesce(p.text_seq < p.seq, false) as was_listed
    ),
    recorded as (
      insert into consent_events (account_id, phone, seq, action, source, voice, text,
        changed_voice, changed_text, changed_lock,
        actor_kind, actor_id, actor_name, actor_role,
        recorded_at, asked_on, upload_id, upload_row, broadcast_id, note, evidence)
      select ${ctx.account.id}::bigint, c.phone, c.seq, 'opt_out', ${cause.source}::text, a.voice, a.text,
        c.closed_voice, c.closed_text, c.locked,
        ${ctx.actor.kind}::text, ${ctx.actor.id}::bigint, ${ctx.actor.name}::text, ${ctx.actor.role}::text,
        ${at}, a.asked_on, ${cause.uploadId ?? null}::bigint, a.upload_row, ${cause.broadcastId ?? null}::bigint, a.note,
        ${cause.evidence ? JSON.stringify(cause.evidence) : null}::jsonb
      from closed c join asked a using (phone)
    )`;
}

/** Phones of a list, each once, with the same channels for all. */
export const askedForAll = (
  phones: readonly E164[],
  channels: { voice: boolean; text: boolean },
  { note = null, askedOn = null }: { note?: string | null; askedOn?: string | null } = {},
): SQL => sql`
  select distinct phone, ${channels.voice}::boolean as voice, ${channels.text}::boolean as text,
    ${askedOn}::date as asked_on, null::integer as upload_row, ${note}::text as note
  from unnest(${arrayOf(
    phones.map((phone) => phone.slice(1)),
    'bigint',
  )}) as phone`;

/** Closes the channels of some phones and says what that did to each. */
export async function closeChannels(
  tx: Transaction,
  ctx: Context,
  asked: SQL,
  cause: Cause,
): Promise<Closing[]> {
  const rows = await tx.execute<{
    phone: string;
    seq: number;
    closed_voice: boolean;
    closed_text: boolean;
    locked: boolean;
    was_listed: boolean;
  }>(
    sql`with ${closing(ctx, asked, cause)} select phone::text, seq, closed_voice, closed_text, locked, was_listed from closed`,
  );
  return rows.map((row) => ({
    phone: `+${row.phone}` as E164,
    seq: row.seq,
    closedVoice: row.closed_voice,
    closedText: row.closed_text,
    locked: row.locked,
    isNew: !row.was_listed,
  }));
}
