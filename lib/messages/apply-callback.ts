import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { broadcastRecipients, carrierCallbacks, type CarrierCallback, type Recipient } from '@/db/schema';
import type { Context } from '@/lib/context';
import type { Closing } from '@/lib/opt-outs/close-channels';
import { changed, optOutWithin } from '@/lib/opt-outs/opt-out';
import { optOutBlocked } from '@/lib/opt-outs/opt-out-blocked';
import { inTheNameOf } from './account-context';
import { STOP_DIGIT } from './store-callback';

/** What a key or a block that waits does to the state of its phone, whose row the transaction holds. */
export async function applyCallback(
  tx: Transaction,
  ctx: Context,
  callback: CarrierCallback,
): Promise<{ changed: boolean }> {
  const recipient = await findRecipient(tx, ctx, callback);
  const closing =
    callback.source === 'keypress'
      ? await applyKey(tx, inTheNameOf('recipient', ctx), callback, recipient)
      : await applyBlock(tx, inTheNameOf('carrier', ctx), recipient);
  await tx
    .update(carrierCallbacks)
    .set({ appliedAt: ctx.now() })
    .where(and(eq(carrierCallbacks.accountId, ctx.account.id), eq(carrierCallbacks.key, callback.key)));
  return { changed: closing !== null && changed(closing) };
}

async function applyKey(
  tx: Transaction,
  ctx: Context,
  { receivedAt }: CarrierCallback,
  { phone, broadcastId, carrierId }: Recipient,
): Promise<Closing | null> {
  const [closing] = await optOutWithin(tx, ctx, {
    phones: [phone],
    channels: { voice: true, text: true },
    source: 'keypress',
    pressedAt: receivedAt,
    broadcastId,
    evidence: { digit: STOP_DIGIT, call: carrierId, pressed_at: receivedAt.toISOString() },
  });
  return closing ?? null;
}

const applyBlock = (
  tx: Transaction,
  ctx: Context,
  { phone, broadcastId, carrierId, handedOffAt }: Recipient,
) => optOutBlocked(tx, ctx, { phone, broadcastId, carrierId, handedOffAt: handedOffAt ?? ctx.now() });

/** What of ours the callback speaks of. */
async function findRecipient(
  tx: Transaction,
  ctx: Context,
  { phone, broadcastId }: CarrierCallback,
): Promise<Recipient> {
  const [recipient] = await tx
    .select()
    .from(broadcastRecipients)
    .where(
      and(
        eq(broadcastRecipients.accountId, ctx.account.id),
        eq(broadcastRecipients.broadcastId, broadcastId),
        eq(broadcastRecipients.phone, phone),
      ),
    );
  if (!recipient) throw new Error('a callback about nothing of ours');
  return recipient;
}
