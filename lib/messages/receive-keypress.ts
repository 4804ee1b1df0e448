import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { carrierCallbacks, type Recipient } from '@/db/schema';
import { storable } from '@/db/storable';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { optOutWithin } from '@/lib/opt-outs/opt-out';
import { closedByKeypress, type Channels } from '@/lib/opt-outs/policy';
import type { Outcome } from '@/lib/outcome';
import { contextOf } from './account-context';
import { HELD_FOR_LONG_MS, isHeldElsewhere } from './apply-messages';
import { findDelivery } from './find-delivery';

/** The digit that the script names. */
export const STOP_DIGIT = '3';

/**
 * A digit pressed during a call of ours: 3 opts out of what the account's rule says, once for each call. What it
 * closed is to be confirmed to the listener; null: another digit, and the script is said again.
 */
export async function receiveKeypress(
  callId: string,
  digit: string,
  now: Date = new Date(),
): Promise<Outcome<{ stopped: Channels | null }>> {
  const call = await findDelivery(callId);
  if (call?.channel !== 'voice')
    return { ok: false, reason: 'unknown_call', message: 'No call has this id.' };
  if (digit.trim() !== STOP_DIGIT) return { ok: true, stopped: null };

  const ctx = await contextOf(call.accountId, 'recipient', now);
  try {
    await stopOnce(ctx, call);
  } catch (error) {
    if (!isHeldElsewhere(error)) throw error;
    return { ok: false, reason: 'held', message: 'We could not note that yet. Please press 3 again.' };
  }
  const today = localDay(now, ctx.account.timeZone);
  return { ok: true, stopped: closedByKeypress(ctx.account.keypressRule, today) };
}

async function stopOnce(ctx: Context, { phone, broadcastId, carrierId }: Recipient): Promise<void> {
  await transaction(ctx.account.id, async (tx) => {
    await tx.execute(sql.raw(`set local lock_timeout = ${HELD_FOR_LONG_MS}`));
    const [first] = await tx
      .insert(carrierCallbacks)
      .values({
        accountId: ctx.account.id,
        key: storable(`${carrierId} key ${STOP_DIGIT}`),
        receivedAt: ctx.now(),
      })
      .onConflictDoNothing()
      .returning();
    if (!first) return;
    await optOutWithin(tx, ctx, {
      phones: [phone],
      channels: { voice: true, text: true },
      source: 'keypress',
      broadcastId,
      evidence: { digit: STOP_DIGIT, call: carrierId },
    });
  });
}
