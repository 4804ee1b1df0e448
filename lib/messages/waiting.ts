import 'server-only';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { database, transaction } from '@/db/client';
import { carrierCallbacks, messages, type CarrierCallback, type Message } from '@/db/schema';
import type { AccountId, E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';

/** What was said about a phone, and is stored but not applied yet: a text, a key pressed in a call, a block. */
export type Waiting = Message | CarrierCallback;
export const isCallback = (waiting: Waiting): waiting is CarrierCallback => 'key' in waiting;

/** Whichever came first; of both in the same moment the text, so that a closing has the last word. */
export async function findNextWaiting(ctx: Context, phone: E164): Promise<Waiting | null> {
  return transaction(ctx.account.id, async (tx) => {
    const [message] = await tx
      .select()
      .from(messages)
      .where(
        and(eq(messages.accountId, ctx.account.id), eq(messages.phone, phone), isNull(messages.appliedAt)),
      )
      .orderBy(asc(messages.id))
      .limit(1);
    const [callback] = await tx
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
      .limit(1);
    const callbackFirst = !message || (callback && callback.receivedAt < message.receivedAt);
    return (callbackFirst ? callback : message) ?? null;
  });
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
