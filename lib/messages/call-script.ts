import 'server-only';
import { eq, and } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { broadcasts } from '@/db/schema';
import { localDay } from '@/lib/format';
import { closedByKeypress, inRecipientsWords, type Channels } from '@/lib/opt-outs/policy';
import { contextOf } from './account-context';
import { findDelivery } from './find-delivery';

/** What a call says: its message, and how to make an end of calls. */
export type CallScript = { message: string; howToStop: string };

/** The script of a call of ours, by the carrier's id of it; null when it is none. */
export async function findCallScript(callId: string, now: Date = new Date()): Promise<CallScript | null> {
  const call = await findDelivery(callId);
  if (call?.channel !== 'voice') return null;
  const { account } = await contextOf(call.accountId, 'system', now);
  const [broadcast] = await transaction(account.id, (tx) =>
    tx
      .select({ message: broadcasts.message })
      .from(broadcasts)
      .where(and(eq(broadcasts.accountId, account.id), eq(broadcasts.id, call.broadcastId))),
  );
  const stops = closedByKeypress(account.keypressRule, localDay(now, account.timeZone));
  return { message: broadcast?.message ?? '', howToStop: howToStop(account.name, stops) };
}

/** "press 3 to stop calls from Riverside School", "… to stop calls and texts". */
export const howToStop = (account: string, stops: Channels) =>
  `press 3 to stop ${inRecipientsWords(stops)} from ${account}`;

/** What somebody hears who pressed 3. */
export const goodbye = (stops: Channels) =>
  `You will get no more ${inRecipientsWords(stops).replace(' and ', ' or ')} from us. Goodbye.`;
