import 'server-only';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { messages, phones, reviews, type Message } from '@/db/schema';
import type { ReviewId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { optInFromHandsetWithin } from '@/lib/opt-outs/opt-in';
import { changed, optOutWithin } from '@/lib/opt-outs/opt-out';
import { answerTo } from './answer-to';
import { deadlineOf } from './deadline';
import { isLaterThanStop } from './order';

export type Applied = {
  changed: boolean;
  answer: string | null;
  reviewId: ReviewId | null;
  /** A review is over, so what was held for it may go on its way, to the gate. */
  settled: boolean;
};

const NOTHING: Applied = { changed: false, answer: null, reviewId: null, settled: false };

/** What a handset's words do to the state of its phone, whose row the transaction holds. */
export async function applyMessage(tx: Transaction, ctx: Context, message: Message): Promise<Applied> {
  switch (message.reading) {
    case 'stop':
    case 'opt_out':
      return applyStop(tx, ctx, message);
    case 'start':
      return applyStart(tx, ctx, message);
    case 'needs_review':
      return openReview(tx, ctx, message);
    case 'help':
    case 'nothing':
      return NOTHING;
  }
}

async function applyStop(tx: Transaction, ctx: Context, message: Message): Promise<Applied> {
  const late = await askedForTextsSince(tx, ctx, message);
  const [closing] = await optOutWithin(tx, ctx, {
    phones: [message.phone],
    channels: { voice: true, text: true },
    source: message.reading === 'stop' ? 'text_reply' : 'reply_detected',
    textsWantedSince: late,
    broadcastId: message.broadcastId,
    evidence: evidenceOf(message),
  });
  const settled = !late && (await settleReview(tx, ctx, message));
  const did = closing !== undefined && changed(closing);
  const says = did && !late && message.reading === 'stop';
  return { ...NOTHING, changed: did, settled, answer: says ? answerTo(ctx, message, 'stop') : null };
}

async function applyStart(tx: Transaction, ctx: Context, message: Message): Promise<Applied> {
  if (await toldToStopSince(tx, ctx, message)) return NOTHING;
  const { phone, body, sentTo } = message;
  const evidence = evidenceOf(message);
  const { reopened, voiceClosed } = await optInFromHandsetWithin(tx, ctx, {
    phone,
    words: body,
    to: sentTo,
    evidence,
  });
  return {
    ...NOTHING,
    changed: reopened,
    answer: reopened ? answerTo(ctx, message, 'start', { voiceClosed }) : null,
  };
}

/** Holds all sends to the phone until somebody decides; nothing is to be decided where all is closed already. */
async function openReview(tx: Transaction, ctx: Context, message: Message): Promise<Applied> {
  const { phone, id, receivedAt } = message;
  const [state] = await tx
    .select({ type: phones.type })
    .from(phones)
    .where(and(eq(phones.accountId, ctx.account.id), eq(phones.phone, phone)));
  if (state?.type === 'both') return NOTHING;
  const [open] = await tx.select({ id: reviews.id }).from(reviews).where(openOf(ctx, message));
  if (open) return { ...NOTHING, reviewId: open.id };
  const [opened] = await tx
    .insert(reviews)
    .values({
      accountId: ctx.account.id,
      phone,
      messageId: id,
      openedAt: ctx.now(),
      dueOn: deadlineOf(localDay(receivedAt, ctx.account.timeZone)),
    })
    .returning({ id: reviews.id });
  return { ...NOTHING, reviewId: opened?.id ?? null };
}

/** They have said it clearly now: there is nothing left for anybody to decide. */
async function settleReview(tx: Transaction, ctx: Context, message: Message): Promise<boolean> {
  const settled = await tx
    .update(reviews)
    .set({ decidedAt: ctx.now(), decision: 'opt_out', decidedBy: { actor: ctx.actor, from: null } })
    .where(openOf(ctx, message))
    .returning({ id: reviews.id });
  return settled.length > 0;
}

const openOf = (ctx: Context, { phone }: Message) =>
  and(eq(reviews.accountId, ctx.account.id), eq(reviews.phone, phone), isNull(reviews.decidedAt));

/** Whether a start word that was applied already is newer than these words to stop. */
async function askedForTextsSince(tx: Transaction, ctx: Context, stop: Message): Promise<boolean> {
  const starts = await listApplied(tx, ctx, stop, ['start']);
  return starts.some((start) => isLaterThanStop(start, stop));
}

/**
 * Whether words to stop that were applied already, or a closing in another way, are newer than this start word:
 * by the provider's time of it, else by when it came in. On a tie the opt-out wins.
 */
async function toldToStopSince(tx: Transaction, ctx: Context, start: Message): Promise<boolean> {
  const stops = await listApplied(tx, ctx, start, ['stop', 'opt_out']);
  if (stops.some((stop) => !isLaterThanStop(start, stop))) return true;
  return closedOtherwiseSince(tx, ctx, start, start.sentAt ?? start.receivedAt);
}

const listApplied = (tx: Transaction, ctx: Context, { phone }: Message, readings: Message['reading'][]) =>
  tx
    .select({ id: messages.id, sentAt: messages.sentAt, receivedAt: messages.receivedAt })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, ctx.account.id),
        eq(messages.phone, phone),
        isNotNull(messages.appliedAt),
        sql`${messages.reading} in ${readings}`,
      ),
    );

/**
 * Closings that were no texts of the recipient's: an upload, a user, a decided review, at the time they were
 * recorded; a key at the time it was pressed, a carrier's block at that of the message that met it.
 */
async function closedOtherwiseSince(
  tx: Transaction,
  ctx: Context,
  { phone }: Message,
  since: Date,
): Promise<boolean> {
  const [found] = await tx.execute<{ closed: boolean }>(sql`
    select exists (
      select from consent_events e
      where e.account_id = ${ctx.account.id}::bigint and e.phone = ${phone.slice(1)}::bigint
        and e.action = 'opt_out' and e.text and not coalesce(e.evidence ? 'message', false)
        and coalesce((e.evidence ->> 'handed_off_at')::timestamptz, (e.evidence ->> 'pressed_at')::timestamptz, e.recorded_at) >= ${since.toISOString()}::timestamptz
        and not exists (
          select from consent_events c
          where c.account_id = e.account_id and c.phone = e.phone and c.action = 'correction' and c.text
            and e.seq = any (c.corrects))) as closed`);
  return found?.closed ?? true;
}

/** What proves it: the words, the number texted, the phrase that was understood, and the message itself. */
const evidenceOf = ({ id, body, sentTo, matched, reading, sentAt }: Message) => ({
  words: body,
  to: sentTo,
  ...(reading === 'opt_out' && { matched }),
  ...(sentAt && { sent_at: sentAt.toISOString() }),
  message: id,
});
