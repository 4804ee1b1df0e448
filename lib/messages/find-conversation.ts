import 'server-only';
import { and, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { broadcastRecipients, broadcasts, conversations, messages, phones, reviews } from '@/db/schema';
import type { Message, Review } from '@/db/schema/messages';
import type { E164 } from '@/db/vocabulary';
import { visible } from '@/lib/broadcasts/find-broadcast';
import type { Context } from '@/lib/context';
import { listStanding } from '@/lib/opt-outs/list-standing';
import { whoMayCorrect } from '@/lib/opt-outs/policy';
import { authorize, may } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import { contactName, deadline } from './list-conversations';
import type { Conversation, Received, Sent } from './view';

/** Enough to see what it is about; the ledger and the broadcasts keep all of it. */
const MOST_ITEMS = 200;

/** What was said between the account and a phone, both ways; null when the phone never texted. */
export async function findConversation(ctx: Context, phone: E164): Promise<Conversation | null> {
  authorize(ctx, 'messages.read');
  return transaction(
    ctx.account.id,
    async (tx) => {
      const [line] = await tx
        .select({
          unread: conversations.unread,
          name: sql<string | null>`${contactName(ctx, sql`${phone.slice(1)}::bigint`)}`,
        })
        .from(conversations)
        .where(and(eq(conversations.accountId, ctx.account.id), eq(conversations.phone, phone)));
      if (!line) return null;
      const [state] = await tx
        .select()
        .from(phones)
        .where(and(eq(phones.accountId, ctx.account.id), eq(phones.phone, phone)));
      const [open] = await tx
        .select()
        .from(reviews)
        .where(
          and(eq(reviews.accountId, ctx.account.id), eq(reviews.phone, phone), isNull(reviews.decidedAt)),
        );
      const items = [...(await listReceived(tx, ctx, phone)), ...(await listSent(tx, ctx, phone))];
      return {
        phone,
        shown: formatPhone(phone, ctx.account.country),
        name: line.name,
        unread: line.unread,
        optedOut: state?.type ?? null,
        textLock: state?.textLock ?? null,
        review: open ? { id: open.id, ...deadline(ctx, open.dueOn) } : null,
        items: items.sort((a, b) => a.at.getTime() - b.at.getTime()).slice(-MOST_ITEMS),
      };
    },
    { snapshot: true },
  );
}

/** Messages of theirs, and the confirmations that those were answered with. */
async function listReceived(tx: Transaction, ctx: Context, phone: E164): Promise<(Received | Sent)[]> {
  const rows = await tx
    .select({ message: messages, review: reviews })
    .from(messages)
    .leftJoin(reviews, and(eq(reviews.accountId, messages.accountId), eq(reviews.id, messages.reviewId)))
    .where(and(eq(messages.accountId, ctx.account.id), eq(messages.phone, phone)))
    .orderBy(desc(messages.id))
    .limit(MOST_ITEMS);
  const correctable = await listCorrectable(tx, ctx, phone);
  return rows.flatMap(({ message, review }) => [
    received(message, review, correctable.has(message.id)),
    ...confirmation(message),
  ]);
}

/** Messages whose own closing stands, and which whoever looks may call a mistake. */
async function listCorrectable(tx: Transaction, ctx: Context, phone: E164): Promise<Set<number>> {
  if (!may(ctx, 'opt_outs.correct')) return new Set();
  const closings = (await listStanding(tx, ctx, phone)).filter((closing) => {
    const who = whoMayCorrect([closing], ctx.now());
    return who === 'account' || (who === 'master' && ctx.actor.role === 'master');
  });
  return new Set(closings.flatMap(({ message }) => (message === null ? [] : [message])));
}

const received = (message: Message, review: Review | null, mayCorrect: boolean): Received => ({
  kind: 'received',
  id: message.id,
  at: message.receivedAt,
  body: message.body,
  reading: message.reading,
  matched: message.matched,
  waits: message.appliedAt === null,
  changed: message.changed ?? false,
  decision:
    review?.decision && review.decidedAt
      ? { what: review.decision, by: review.decidedBy?.actor.name ?? '', at: review.decidedAt }
      : null,
  mayCorrect,
});

const confirmation = ({ id, answer, answeredAt }: Message): Sent[] =>
  answer === null || answeredAt === null
    ? []
    : [
        {
          kind: 'sent',
          id: `answer-${id}`,
          // Never before what it answers.
          at: new Date(answeredAt.getTime() + 1),
          body: answer,
          channel: 'text',
          what: 'confirmation',
          by: null,
          status: null,
          reason: null,
        },
      ];

/** Whatever was answered, which is the account's; and of broadcasts those that whoever looks may see. */
async function listSent(tx: Transaction, ctx: Context, phone: E164): Promise<Sent[]> {
  const isTheirs = visible(ctx);
  const rows = await tx
    .select({
      id: broadcasts.id,
      kind: broadcasts.kind,
      channel: broadcasts.channel,
      message: broadcasts.message,
      by: broadcasts.userName,
      at: broadcastRecipients.handedOffAt,
      queuedAt: broadcasts.createdAt,
      status: broadcastRecipients.status,
      reason: broadcastRecipients.reason,
    })
    .from(broadcastRecipients)
    .innerJoin(
      broadcasts,
      and(
        eq(broadcasts.accountId, broadcastRecipients.accountId),
        eq(broadcasts.id, broadcastRecipients.broadcastId),
      ),
    )
    .where(
      and(
        eq(broadcastRecipients.accountId, ctx.account.id),
        eq(broadcastRecipients.phone, phone),
        sql`(${isNotNull(broadcastRecipients.handedOffAt)} or ${broadcasts.kind} = 'conversation')`,
        isTheirs && or(eq(broadcasts.kind, 'conversation'), isTheirs),
      ),
    )
    .orderBy(desc(broadcastRecipients.broadcastId))
    .limit(MOST_ITEMS);
  return rows.map((row) => ({
    kind: 'sent',
    id: `sent-${row.id}`,
    at: row.at ?? row.queuedAt,
    body: row.message,
    channel: row.channel,
    what: row.kind === 'conversation' ? 'reply' : 'broadcast',
    by: row.by,
    status: row.status,
    reason: row.reason,
  }));
}
