import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { setTimeout as wait } from 'node:timers/promises';
import { database, transaction } from '@/db/client';
import { broadcastRecipients, type Recipient } from '@/db/schema';
import type { AccountId, BroadcastId, E164 } from '@/db/vocabulary';

/** A carrier may call back before the hand-off that it speaks of has committed: three seconds at most. */
const WAITS_MS = [100, 300, 600, 1_000, 1_200];

/** What we handed to the carrier, by its id of it, whosever it is; null when it is none of ours. */
export async function findDelivery(carrierId: string): Promise<Recipient | null> {
  for (const ms of [0, ...WAITS_MS]) {
    if (ms) await wait(ms);
    const found = await lookUp(carrierId);
    if (found) return found;
  }
  return null;
}

async function lookUp(carrierId: string): Promise<Recipient | null> {
  const [found] = await database().execute<{ account_id: string; broadcast_id: string; phone: string }>(
    sql`select account_id, broadcast_id, phone::text from find_carrier_id(${carrierId})`,
  );
  if (!found) return null;
  const account = Number(found.account_id) as AccountId;
  const [recipient] = await transaction(account, (tx) =>
    tx
      .select()
      .from(broadcastRecipients)
      .where(
        and(
          eq(broadcastRecipients.accountId, account),
          eq(broadcastRecipients.broadcastId, Number(found.broadcast_id) as BroadcastId),
          eq(broadcastRecipients.phone, `+${found.phone}` as E164),
        ),
      ),
  );
  return recipient ?? null;
}
