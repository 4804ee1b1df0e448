import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
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
import { findNextWaiting, isCallback, listWaiting, type Waiting } from './waiting';

/** The answer that a message got; claimed by whoever applied it, to be sent once or never. */
export type Answer = { id: MessageId; phone: E164; sentTo: E164; text: string };

/** How long a request waits for a phone that a bulk apply holds, and a job, which comes again. */
const PATIENCE = { request: 2_000, job: 250 } as const;

/**
 * Applies what a phone said and waits, texts and keys and blocks, in the order it came in. Answers with whether
 * all of it is done, and with what is to be sent: where several words waited only the last has one, for the
 * others say what is over.
 */
export async function applyMessagesOf(
  ctx: Context,
  phone: E164,
  { as }: { as: keyof typeof PATIENCE },
): Promise<{ done: boolean; answer: Answer | null }> {
  let answer: Answer | null = null;
  for (;;) {
    const next = await findNextWaiting(ctx, phone);
    if (!next) return { done: true, answer };
    try {
      const applied = await apply(ctx, next, PATIENCE[as]);
      // A key or a block has no answer; where it changed something an earlier one would be untrue.
      if (applied && (applied.changed || !isCallback(next))) answer = applied.answer;
      if (applied?.settled) await releaseHeld(ctx, phone);
    } catch (error) {
      if (!isHeldElsewhere(error)) {
        const what = isCallback(next) ? next.key : next.id;
        log.error({ err: error, what }, 'what a phone said could not be applied; it is tried again');
        if (!isCallback(next)) await countAttempt(ctx, next);
      }
      return { done: false, answer };
    }
  }
}

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

type Applied = { changed: boolean; answer: Answer | null; settled: boolean };

/** Null: somebody else applied it meanwhile. Its effect, and that it was applied, are one transaction. */
async function apply(ctx: Context, next: Waiting, patienceMs: number): Promise<Applied | null> {
  // Only the handset's role may release a lock, and it may do nothing but what handsets do.
  const as = !isCallback(next) && next.reading === 'start' ? 'handset' : 'app';
  return transaction(
    ctx.account.id,
    async (tx) => {
      await tx.execute(sql.raw(`set local lock_timeout = ${patienceMs}`));
      await holdPhone(tx, ctx, next.phone);
      if (!isCallback(next)) return applyText(tx, inTheNameOf('recipient', ctx), next);
      const applied = await applyCallback(tx, ctx, next);
      return applied && { ...applied, answer: null, settled: false };
    },
    { as },
  );
}

async function applyText(tx: Transaction, ctx: Context, { id, phone }: Message): Promise<Applied | null> {
  const [message] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.accountId, ctx.account.id), eq(messages.id, id), isNull(messages.appliedAt)))
    .for('update');
  if (!message) return null;
  const { changed, answer, reviewId, settled } = await applyMessage(tx, ctx, message);
  await tx
    .update(messages)
    .set({ appliedAt: ctx.now(), changed, reviewId, answer, answeredAt: answer ? ctx.now() : null })
    .where(and(eq(messages.accountId, ctx.account.id), eq(messages.id, id)));
  return { changed, settled, answer: answer ? { id, phone, sentTo: message.sentTo, text: answer } : null };
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
