import 'server-only';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { database, type Transaction } from '@/db/client';
import { carrierCallbacks, messages, type CarrierCallback, type Message } from '@/db/schema';
import type { AccountId, E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';

/** What was said about a phone, and is stored but not applied yet: a text, a key pressed in a call, a block. */
export type Waiting = Message | CarrierCallback;
export const isCallback = (waiting: Waiting): waiting is CarrierCallback => 'key' in waiting;

/**
 * The first two that wait of a phone, which the transaction holds. Of two in the same moment the text comes first,
 * so that a closing has the last word.
 */
export async function listWaitingOf(tx: Transaction, ctx: Context, phone: E164): Promise<Waiting[]> {
  const texts = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.accountId, ctx.account.id), eq(messages.phone, phone), isNull(messages.appliedAt)))
    .orderBy(asc(messages.id))
    .limit(2);
  const callbacks = await tx
    .select()
    .from(carrierCallbacks)
    .where(
      and(
        eq(carrierCallbacks.accountId, ctx.account.id),
        eq(carrierCallbacks.phone, phone),
        isNull(carrierCallbacks.appliedAt),
      ),
    )
    .orderBy(asc(carrierCallbacks.receivedAt), asc(carrierCallbacks.key))
    .limit(2);
  const inOrder: Waiting[] = [];
  while (inOrder.length < 2) {
    const [text, callback] = [texts[0], callbacks[0]];
    const first =
      !text || (callback && callback.receivedAt < text.receivedAt) ? callbacks.shift() : texts.shift();
    if (!first) break;
    inOrder.push(first);
  }
  return inOrder;
}

/** The phones that something waits of, in the order of accounts and phones. */
export async function listWaiting(): Promise<Map<AccountId, E164[]>> {
  const rows = await database().execute<{ account_id: string; phone: string }>(
    sql`select account_id, phone::text from phones_to_apply()`,
  );
  const waiting = new Map<AccountId, E164[]>();
  for (const row of rows) {
    const account = Number(row.account_id) as AccountId;
    waiting.set(account, [...(waiting.get(account) ?? []), `+${row.phone}` as E164]);
  }
  return waiting;
}
