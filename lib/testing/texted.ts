import { randomInt } from 'node:crypto';
import { database } from '@/db/client';
import { accounts, broadcastRecipients, broadcasts, phones } from '@/db/schema';
import { transaction } from '@/db/client';
import { eq } from 'drizzle-orm';
import type { BroadcastId, Channel, E164 } from '@/db/vocabulary';
import { receiveMessage } from '@/lib/messages/receive-message';
import { newAccount, phoneOf } from './account';

type Texted = { id?: string; from?: E164; sentAt?: Date; optOutType?: string };

/** An account that handsets can text: `text` is a handset of theirs, `handOff` what we had sent it before. */
export async function newTextedAccount(options: Parameters<typeof newAccount>[0] = {}) {
  // No area code is N11, so that none of a hundred tests meets one by chance.
  const areaCode = `${randomInt(2, 10)}${randomInt(20, 100)}`;
  const textNumber = `+1${areaCode}${randomInt(200, 900)}${randomInt(1000, 10_000)}` as E164;
  const made = await newAccount({ ...options, textNumber });
  let sent = 0;
  const text = async (
    body: string,
    { id = `SM${made.account.id}n${sent++}`, from = phoneOf(42), ...more }: Texted = {},
  ) => {
    const got = await receiveMessage(
      { providerId: id, from, to: textNumber, body, ...more },
      made.clock.now(),
    );
    if (!got.ok) throw new Error(got.message);
    return got.answer;
  };
  const handOff = (
    phone: E164,
    carrierId: string,
    channel: Channel = 'text',
    message = 'Practice is at 5.',
  ) =>
    transaction(made.account.id, async (tx) => {
      const accountId = made.account.id;
      const at = made.clock.now();
      const [broadcast] = await tx
        .insert(broadcasts)
        .values({
          accountId,
          channel,
          message,
          status: 'done',
          userName: 'Maria Reyes',
          createdAt: at,
          recipients: 1,
          invalid: 0,
        })
        .returning();
      const broadcastId = broadcast?.id as BroadcastId;
      await tx.insert(phones).values({ accountId, phone, seq: 0 }).onConflictDoNothing();
      await tx
        .insert(broadcastRecipients)
        .values({ accountId, broadcastId, phone, channel, status: 'sent', handedOffAt: at, carrierId });
      return broadcastId;
    });
  const set = (fields: Partial<typeof accounts.$inferInsert>) =>
    database('owner').update(accounts).set(fields).where(eq(accounts.id, made.account.id));
  return { ...made, textNumber, text, handOff, set };
}
