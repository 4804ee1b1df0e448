import 'server-only';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { Channel, E164, MessageId, Source } from '@/db/vocabulary';
import type { Context } from '@/lib/context';

/** A closing that keeps a channel closed: neither reopened with consent since, nor taken back. */
export type StandingClosing = {
  seq: number;
  source: Source;
  recordedAt: Date;
  /** The recipient's message that made it. */
  message: MessageId | null;
} & Record<Channel, boolean>;

/** The closings that stand, oldest first; `voice` and `text` say which channels they keep closed. */
export async function listStanding(tx: Transaction, ctx: Context, phone: E164): Promise<StandingClosing[]> {
  const rows = await tx.execute<{
    seq: number;
    source: Source;
    recorded_at: string;
    message: string | null;
    voice: boolean;
    text: boolean;
  }>(sql`
    with events as materialized (
      select * from consent_events where account_id = ${ctx.account.id}::bigint and phone = ${phone.slice(1)}::bigint),
    opened as (
      select coalesce(max(seq) filter (where voice), 0) as voice, coalesce(max(seq) filter (where text), 0) as text
      from events where action = 'opt_in'),
    closed as (
      select e.seq, e.source, e.recorded_at, e.evidence ->> 'message' as message,
        e.voice and e.seq > o.voice and not exists (
          select 1 from events c where c.action = 'correction' and c.voice and e.seq = any (c.corrects)) as voice,
        e.text and e.seq > o.text and not exists (
          select 1 from events c where c.action = 'correction' and c.text and e.seq = any (c.corrects)) as text
      from events e, opened o where e.action = 'opt_out')
    select seq, source, recorded_at::text, message, voice, text from closed where voice or text order by seq`);
  return rows.map(({ recorded_at, message, ...row }) => ({
    ...row,
    recordedAt: new Date(recorded_at),
    message: message === null ? null : (Number(message) as MessageId),
  }));
}

/** When each channel was last closed, repeats included; null where nothing keeps it closed. */
export const latestOf = (closings: readonly StandingClosing[]): Record<Channel, Date | null> => ({
  voice: closings.findLast(({ voice }) => voice)?.recordedAt ?? null,
  text: closings.findLast(({ text }) => text)?.recordedAt ?? null,
});
