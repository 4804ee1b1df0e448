import 'server-only';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { database, transaction, type Transaction } from '@/db/client';
import { messages, phones, type Message } from '@/db/schema';
import type { AccountId, E164, MessageId } from '@/db/vocabulary';
import { releaseHeld } from '@/lib/broadcasts/release-held';
import type { Context } from '@/lib/context';
import { log } from '@/lib/log';
import { contextOf } from './account-context';
import { applyMessage } from './apply-message';
import { byAccount } from './by-account';
import { sendAnswers } from './send-answers';

/** The answer that a message got; claimed by whoever applied it, to be sent once or never. */
export type Answer = { id: MessageId; phone: E164; sentTo: E164; text: string };

/** How long a request waits for a phone that a bulk apply holds, and a job, which comes again. */
const PATIENCE = { request: 2_000, job: 250 } as const;

/** How long a carrier's callback waits for the phone, which no job would take up again; carriers wait 15 seconds. */
export const HELD_FOR_LONG_MS = 10_000;

/**
 * Applies what a phone said and waits, in the order it came in. Answers with whether all of it is done, and
 * with what is to be sent: where several words waited, the answer to the last that did something; the others say
 * what is over. `reading` is a guess at the first of them.
 */
export async function applyMessagesOf(
  ctx: Context,
  phone: E164,
  { as, reading }: { as: keyof typeof PATIENCE; reading?: Message['reading'] },
): Promise<{ done: boolean; answer: Answer | null }> {
  let answer: Answer | null = null;
  let role = roleFor(reading);
  for (;;) {
    const tried: { message?: Message } = {};
    try {
      const { applied, next } = await applyNext(ctx, phone, {
        role,
        patienceMs: PATIENCE[as],
        tried,
        earlier: answer,
      });
      if (applied) answer = applied.answer;
      if (applied?.settled) await releaseHeld(ctx, phone);
      if (!next) return { done: true, answer };
      role = roleFor(next);
    } catch (error) {
      if (!isHeldElsewhere(error)) {
        log.error(
          { err: error, message: tried.message?.id },
          'a message could not be applied; it is tried again',
        );
        if (tried.message) await countAttempt(ctx, tried.message);
      }
      return { done: false, answer };
    }
  }
}

/** Only the handset's role may release a lock, and it may do nothing but what handsets do. */
const roleFor = (reading?: Message['reading']): 'app' | 'handset' =>
  reading === 'start' ? 'handset' : 'app';

/** The job: what no request could apply, of every account. Answers how many phones have nothing waiting any more. */
export async function applyWaitingMessages(now: Date): Promise<number> {
  let done = 0;
  for (const { account, phones: waiting } of await listWaiting()) {
    const ctx = await contextOf(account, 'recipient', now);
    for (const phone of waiting) {
      const applied = await applyMessagesOf(ctx, phone, { as: 'job' });
      if (applied.done) done += 1;
      if (applied.answer) await sendAnswers(ctx, [applied.answer]);
    }
  }
  return done;
}

type Step = { applied: { answer: Answer | null; settled: boolean } | null; next: Message['reading'] | null };

/**
 * Applies the first message that waits, if this role may; `next` is the reading of what waits then. Its effect,
 * and that it was applied, are one transaction; so is that an earlier answer, which it has made untrue, is not sent.
 */
async function applyNext(
  ctx: Context,
  phone: E164,
  {
    role,
    patienceMs,
    tried,
    earlier,
  }: {
    role: 'app' | 'handset';
    patienceMs: number;
    tried: { message?: Message };
    earlier: Answer | null;
  },
): Promise<Step> {
  return transaction(
    ctx.account.id,
    async (tx) => {
      await holdPhone(tx, ctx, phone);
      const [message, then] = await tx
        .select()
        .from(messages)
        .where(
          and(eq(messages.accountId, ctx.account.id), eq(messages.phone, phone), isNull(messages.appliedAt)),
        )
        .orderBy(asc(messages.id))
        .limit(2)
        .for('update');
      if (!message) return { applied: null, next: null };
      if (roleFor(message.reading) !== role) return { applied: null, next: message.reading };
      tried.message = message;
      const { id, sentTo } = message;
      const { changed, answer, reviewId, settled } = await applyMessage(tx, ctx, message);
      await tx
        .update(messages)
        .set({ appliedAt: ctx.now(), changed, reviewId, answer, answeredAt: answer ? ctx.now() : null })
        .where(and(eq(messages.accountId, ctx.account.id), eq(messages.id, id)));
      const stands = !changed && answer === null;
      if (earlier && !stands) await withdraw(tx, ctx, earlier);
      const said = answer ? { id, phone, sentTo, text: answer } : null;
      return { applied: { answer: stands ? earlier : said, settled }, next: then?.reading ?? null };
    },
    { as: role, lockTimeoutMs: patienceMs },
  );
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

/** In the order of accounts and phones, each phone once. */
async function listWaiting(): Promise<{ account: AccountId; phones: E164[] }[]> {
  const rows = await database().execute<{ account_id: string; id: string }>(
    sql`select account_id, message_id as id from messages_to_apply()`,
  );
  return Promise.all(
    [...byAccount<MessageId>(rows)].map(async ([account, ids]) => {
      const found = await transaction(account, (tx) =>
        tx
          .selectDistinct({ phone: messages.phone })
          .from(messages)
          .where(and(eq(messages.accountId, account), inArray(messages.id, ids)))
          .orderBy(asc(messages.phone)),
      );
      return { account, phones: found.map(({ phone }) => phone) };
    }),
  );
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
