import 'server-only';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { BroadcastId, E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Closing } from './close-channels';
import { optOutWithin } from './opt-out';

/** Twilio's "attempt to send to unsubscribed recipient": they replied STOP to the number that we send from. */
export const BLOCKED = '21610';

export type Block = {
  phone: E164;
  broadcastId: BroadcastId | null;
  /** The carrier's id of the message that met the block, where it gave one. */
  carrierId: string | null;
  handedOffAt: Date;
};

/**
 * The carrier says that the recipient blocks us. Null, and nothing is changed, where the person has texted
 * UNSTOP since the message was handed over: the block is gone by now. The transaction should hold the phone's row.
 */
export async function optOutBlocked(
  tx: Transaction,
  ctx: Context,
  { phone, broadcastId, carrierId, handedOffAt }: Block,
): Promise<Closing | null> {
  const [since] = await tx.execute<{ asked: boolean }>(sql`
    select exists (
      select from messages m
      where m.account_id = ${ctx.account.id}::bigint and m.phone = ${phone.slice(1)}::bigint
        and m.reading = 'start' and m.applied_at is not null
        and coalesce(m.sent_at, m.received_at) > ${handedOffAt.toISOString()}::timestamptz) as asked`);
  if (since?.asked) return null;
  const [closing] = await optOutWithin(tx, ctx, {
    phones: [phone],
    channels: { voice: true, text: true },
    source: 'carrier',
    broadcastId,
    evidence: {
      error_code: BLOCKED,
      handed_off_at: handedOffAt.toISOString(),
      ...(carrierId && { message_sid: carrierId }),
    },
  });
  return closing ?? null;
}
