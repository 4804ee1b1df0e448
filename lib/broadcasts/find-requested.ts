import 'server-only';
import { and, eq } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { broadcasts, type Broadcast } from '@/db/schema';
import type { BroadcastId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { linesOf } from './find-broadcast';

/** How many phones a broadcast goes to, and how many it does not, as of when it was queued. */
export type QueueCounts = {
  recipients: number;
  queued: number;
  suppressed: number;
  held: number;
  invalid: number;
};

export type Queued = { id: BroadcastId; status: Broadcast['status']; counts: QueueCounts };

/**
 * What an earlier try of the same request queued, whose answer was lost with its process; null: there was none.
 * Asked before anything that is judged by the clock, or the repeat would be refused for coming late.
 */
export async function findRequested(ctx: Context): Promise<Queued | null> {
  authorize(ctx, 'broadcasts.send');
  return ctx.requestKey === undefined ? null : transaction(ctx.account.id, (tx) => findRequestedIn(tx, ctx));
}

export async function findRequestedIn(tx: Transaction, ctx: Context): Promise<Queued | null> {
  const [sent] = await tx
    .select()
    .from(broadcasts)
    .where(and(eq(broadcasts.accountId, ctx.account.id), eq(broadcasts.requestKey, ctx.requestKey ?? '')));
  const [line] = sent ? await linesOf(tx, ctx, [sent]) : [];
  if (!line) return null;
  const { recipients, queued, handing_off: inHand, suppressed, held, invalid } = line.counts;
  const counts = { recipients, queued: queued + inHand, suppressed, held, invalid };
  return { id: line.id, status: line.status, counts };
}
