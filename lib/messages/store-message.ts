import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { storable } from '@/db/storable';
import type { Transaction } from '@/db/client';
import { conversations, messages, type Message } from '@/db/schema';
import type { BroadcastId, E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { answerTo } from './answer-to';
import { credibleTime } from './order';
import { readReply } from './read-reply';

/** A text as it came from a handset, its phones read. */
export type Arrival = {
  providerId: string;
  phone: E164;
  sentTo: E164;
  body: string;
  sentAt: Date | null;
  optOutType: string | null;
};

/**
 * Keeps a message before anything is done with it, once for each id of the provider; null: it was here before.
 * What asks for nothing is done with at once; the rest holds all sends to the phone until it is applied.
 */
export async function storeMessage(tx: Transaction, ctx: Context, arrival: Arrival): Promise<Message | null> {
  const { phone, sentTo, optOutType } = arrival;
  const body = storable(arrival.body);
  const receivedAt = ctx.now();
  const read = readReply(body, optOutType);
  const asksNothing = read.reading === 'nothing' || read.reading === 'help';
  const sentAt = credibleTime(arrival.sentAt, receivedAt);
  const answer = read.reading === 'help' ? answerTo(ctx, { optOutType, sentAt, receivedAt }, 'help') : null;
  const [stored] = await tx
    .insert(messages)
    .values({
      accountId: ctx.account.id,
      providerId: storable(arrival.providerId),
      phone,
      sentTo,
      body,
      receivedAt,
      sentAt,
      optOutType: optOutType && storable(optOutType),
      ...read,
      broadcastId: latestBroadcast(ctx, phone),
      ...(asksNothing && { appliedAt: receivedAt, changed: false }),
      ...(answer && { answer, answeredAt: receivedAt }),
    })
    .onConflictDoNothing({ target: [messages.accountId, messages.providerId] })
    .returning();
  if (stored) await addToConversation(tx, ctx, stored);
  return stored ?? null;
}

/** What the phone had got last: that is what its words answer. */
const latestBroadcast = (ctx: Context, phone: E164): SQL<BroadcastId | null> => sql`(
  select r.broadcast_id from broadcast_recipients r
  where r.account_id = ${ctx.account.id}::bigint and r.phone = ${phone.slice(1)}::bigint
    and r.handed_off_at is not null and r.status <> 'failed'
  order by r.handed_off_at desc, r.broadcast_id desc limit 1)`;

async function addToConversation(tx: Transaction, ctx: Context, { phone, body, receivedAt }: Message) {
  await tx
    .insert(conversations)
    .values({ accountId: ctx.account.id, phone, lastAt: receivedAt, lastBody: body, unread: 1 })
    .onConflictDoUpdate({
      target: [conversations.accountId, conversations.phone],
      set: {
        lastAt: sql`greatest(${conversations.lastAt}, excluded.last_at)`,
        lastBody: sql`excluded.last_body`,
        unread: sql`${conversations.unread} + 1`,
      },
    });
}
