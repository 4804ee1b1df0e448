import 'server-only';
import type { Transaction } from '@/db/client';
import { carrierCallbacks, type CarrierCallback, type Recipient } from '@/db/schema';
import { storable } from '@/db/storable';
import type { Context } from '@/lib/context';
import { BLOCKED } from '@/lib/opt-outs/opt-out-blocked';

/** The digit that the script names. */
export const STOP_DIGIT = '3';

const WORDS = { keypress: `key ${STOP_DIGIT}`, carrier: BLOCKED } as const;

/**
 * Keeps what a callback says of a message or call of ours before anything is done with it, once for each, for
 * ever. It holds all sends to the phone until it is applied.
 */
export async function storeCallback(
  tx: Transaction,
  ctx: Context,
  { phone, broadcastId, carrierId }: Recipient,
  source: CarrierCallback['source'],
): Promise<void> {
  await tx
    .insert(carrierCallbacks)
    .values({
      accountId: ctx.account.id,
      key: storable(`${carrierId} ${WORDS[source]}`),
      source,
      phone,
      broadcastId,
      receivedAt: ctx.now(),
    })
    .onConflictDoNothing();
}
