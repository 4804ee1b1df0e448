import 'server-only';
import { transaction } from '@/db/client';
import { localDay } from '@/lib/format';
import { closedByKeypress, type Channels } from '@/lib/opt-outs/policy';
import type { Outcome } from '@/lib/outcome';
import { contextOf } from './account-context';
import { applyNow } from './apply-now';
import { findDelivery } from './find-delivery';
import { STOP_DIGIT, storeCallback } from './store-callback';

/**
 * A digit pressed during a call of ours: 3 opts out of what the account's rule says, once for each call; at once
 * or, where the phone is held for long, by the job, and nothing is sent to it until then. What it closes is to be
 * confirmed to the listener; null: another digit, and the script is said again. When it throws, nothing was kept.
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
  await transaction(ctx.account.id, (tx) => storeCallback(tx, ctx, call, 'keypress'));
  await applyNow(ctx, call.phone);
  const today = localDay(now, ctx.account.timeZone);
  return { ok: true, stopped: closedByKeypress(ctx.account.keypressRule, today) };
}
