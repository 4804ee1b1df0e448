import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { broadcastRecipients, type Recipient } from '@/db/schema';
import { storable } from '@/db/storable';
import type { RecipientStatus } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { BLOCKED } from '@/lib/opt-outs/opt-out-blocked';
import type { Outcome } from '@/lib/outcome';
import { contextOf } from './account-context';
import { applyNow } from './apply-now';
import { outcomeOf, problemOf } from './delivery-words';
import { findDelivery } from './find-delivery';
import { credibleTime } from './order';
import { storeCallback } from './store-callback';

/** What the carrier says about a message or call of ours. */
export type DeliveryStatus = {
  carrierId: string;
  status: string;
  errorCode?: string | null;
  /** The provider's own time, where it gives one. */
  at?: Date | null;
};

/** What may become of what stands in the results: nothing goes backwards, and a delivered one stays delivered. */
const BEFORE: Record<'delivered' | 'failed', RecipientStatus[]> = {
  delivered: ['sent', 'unknown', 'failed'],
  failed: ['sent', 'unknown'],
};

/**
 * Files how a delivery went, and closes what the carrier blocks: once for each message, however often it is told;
 * at once or, where the phone is held for long, by the job. That a number is a landline, or out of service, is no
 * opt-out. When it throws, nothing was kept.
 */
export async function receiveStatus(told: DeliveryStatus, now: Date): Promise<Outcome> {
  const outcome = outcomeOf(told.status);
  const isBlocked = told.errorCode === BLOCKED;
  if (!outcome && !isBlocked) return { ok: true };
  const sent = await findDelivery(told.carrierId);
  if (!sent) return { ok: false, reason: 'unknown_delivery', message: 'We sent nothing with this id.' };
  const ctx = await contextOf(sent.accountId, 'carrier', now);
  await transaction(ctx.account.id, async (tx) => {
    if (isBlocked) await storeCallback(tx, ctx, sent, 'carrier');
    if (outcome) await fileOutcome(tx, ctx, sent, outcome, told);
  });
  if (isBlocked) await applyNow(ctx, sent.phone);
  return { ok: true };
}

async function fileOutcome(
  tx: Transaction,
  ctx: Context,
  { broadcastId, phone }: Recipient,
  outcome: 'delivered' | 'failed',
  { status, errorCode = null, at }: DeliveryStatus,
): Promise<void> {
  const said = (credibleTime(at, ctx.now()) ?? ctx.now()).toISOString();
  // The carrier's time may be rounded to the minute.
  const deliveredAt = sql`greatest(${said}::timestamptz, ${broadcastRecipients.handedOffAt})`;
  await tx
    .update(broadcastRecipients)
    .set(
      outcome === 'delivered'
        ? { status: outcome, deliveredAt, errorCode: null, problem: null }
        : {
            status: outcome,
            errorCode: errorCode && storable(errorCode),
            problem: problemOf(status, errorCode),
          },
    )
    .where(
      and(
        eq(broadcastRecipients.accountId, ctx.account.id),
        eq(broadcastRecipients.broadcastId, broadcastId),
        eq(broadcastRecipients.phone, phone),
        inArray(broadcastRecipients.status, BEFORE[outcome]),
      ),
    );
}
