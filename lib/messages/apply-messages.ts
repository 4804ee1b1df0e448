import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { messages, phones, type Message } from '@/db/schema';
import type { E164, MessageId } from '@/db/vocabulary';
import { releaseHeld } from '@/lib/broadcasts/release-held';
import type { Context } from '@/lib/context';
import { log } from '@/lib/log';
import { contextOf, inTheNameOf } from './account-context';
import { applyCallback } from './apply-callback';
import { applyMessage } from './apply-message';
import { sendAnswers } from './send-answers';
import { isCallback, listWaiting, listWaitingOf, type Waiting } from './waiting';

/** The answer that a message got; claimed by whoever applied it, to be sent once or never. */
export type Answer = { id: MessageId; phone: E164; sentTo: E164; text: string };

/** How long a request waits for a phone that a bulk apply holds, and a job, which comes again. */
const PATIENCE = { request: 2_000, job: 250 } as const;

/**
 * Applies what a phone said and waits, texts and keys and blocks, in the order it came in. Answers with whether
 * all of it is done, and with what is to be sent: where several words waited, the answer to the last that did
 * something; the others say what is over. `reading` is a guess at the first of them.
 */
export async function applyMessagesOf(
  ctx: Context,
  phone: E164,
  { as, reading }: { as: keyof typeof PATIENCE; reading?: Message['reading'] },
): Promise<{ done: boolean; answer: Answer | null }> {
  let answer: Answer | null = null;
  let role = roleFor(reading);
  for (;;) {
    const tried: { what?: Waiting } = {};
    try {
      const step = await applyNext(ctx, phone, { role, patienceMs: PATIENCE[as], earlier: answer, tried });
      if (step.applied) answer = step.applied.answer;
      if (step.applied?.settled) await releaseHeld(ctx, phone);
      if (!step.next) return { done: true, answer };
      role = roleFor(readingOf(step.next));
    } catch (error) {
      if (!isHeldElsewhere(error)) {
        const { what } = tried;
        const named = what && (isCallback(what) ? what.key : what.id);
        log.error({ err: error, what: named }, 'what a phone said could not be applied; it is tried again');
        if (what && !isCallback(what)) await countAttempt(ctx, what);
      }
      return { done: false, answer };
    }
  }
}

const readingOf = (waiting: Waiting) => (isCallback(waiting) ? undefined : waiting.reading);

/** Only the handset's role may release a lock, and it may do nothing but what handsets do. */
const roleFor = (reading?: Message['reading']): 'app' | 'handset' =>
  reading === 'start' ? 'handset' : 'app';

/** The job: what no request could apply, of every account. Answers how many phones have nothing waiting any more. */
export async function applyWaitingMessages(now: Date): Promise<number> {
  let done = 0;
  for (const [account, waiting] of await listWaiting()) {
    const ctx = await contextOf(account, 'recipient', now);
    for (const phone of waiting) {
      const applied = await applyMessagesOf(ctx, phone, { as: 'job' });
      if (applied.done) done += 1;
      if (applied.answer) await sendAnswers(ctx, [applied.answer]);
    }
  }
  return done;
}

type Applied = { answer: Answer | null; settled: boolean };

type Try = {
  role: 'app' | 'handset';
  patienceMs: number;
  /** Not sent yet, and to be withdrawn where what comes now makes it untrue. */
  earlier: Answer | null;
  /** Told for the log, also when it throws. */
  tried: { what?: Waiting };
};

/**
 * Applies the first that waits of a phone, if this role may; `next` is what waits then. Its effect, that it was
 * applied, and that an earlier answer is not sent, are one transaction.
 */
async function applyNext(
  ctx: Context,
  phone: E164,
  { role, patienceMs, earlier, tried }: Try,
): Promise<{ applied: Applied | null; next: Waiting | null }> {
  return transaction(
    ctx.account.id,
    async (tx) => {
      await holdPhone(tx, ctx, phone);
      const [first, next = null] = await listWaitingOf(tx, ctx, phone);
      if (!first || roleFor(readingOf(first)) !== role) return { applied: null, next: first ?? null };
      tried.what = first;
      const { changed, answer, settled } = isCallback(first)
        ? { ...(await applyCallback(tx, ctx, first)), answer: null, settled: false }
        : await applyText(tx, inTheNameOf('recipient', ctx), first);
      if (!changed && answer === null) return { applied: { answer: earlier, settled }, next };
      if (earlier) await withdraw(tx, ctx, earlier);
      return { applied: { answer, settled }, next };
    },
    { as: role, lockTimeoutMs: patienceMs },
  );
}

async function applyText(
  tx: Transaction,
  ctx: Context,
  message: Message,
): Promise<Applied & { changed: boolean }> {
  const { id, phone, sentTo } = message;
  const { changed, answer, reviewId, settled } = await applyMessage(tx, ctx, message);
  await tx
    .update(messages)
    .set({ appliedAt: ctx.now(), changed, reviewId, answer, answeredAt: answer ? ctx.now() : null })
    .where(and(eq(messages.accountId, ctx.account.id), eq(messages.id, id)));
  return { changed, settled, answer: answer ? { id, phone, sentTo, text: answer } : null };
}

async function withdraw(tx: Transaction, ctx: Context, { id }: Answer): Promise<void> {
  await tx
    .update(messages)
    .set({ answer: null, answeredAt: null })
    .where(and(eq(messages.accountId, ctx.account.id), eq(messages.id, id)));
}

/** The phone's row, there and held: a hand-off in progress is waited for, and the next sees what was done. */
export async function holdPhone(tx: Transaction, ctx: Context, phone: E164): Promise<void> {
  await tx.insert(phones).values({ accountId: ctx.account.id, phone, seq: 0 }).onConflictDoNothing();
  await tx
    .select({ phone: phones.phone })
    .from(phones)
    .where(and(eq(phones.accountId, ctx.account.id), eq(phones.phone, phone)))
    .for('update');
}

async function countAttempt(ctx: Context, { id }: Message): Promise<void> {
  await transaction(ctx.account.id, (tx) =>
    tx
      .update(messages)
      .set({ attempts: sql`${messages.attempts} + 1` })
      .where(and(eq(messages.accountId, ctx.account.id), eq(messages.id, id))),
  );
}

const LOCK_NOT_AVAILABLE = '55P03';

export function isHeldElsewhere(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  return code === LOCK_NOT_AVAILABLE || cause?.code === LOCK_NOT_AVAILABLE;
}
