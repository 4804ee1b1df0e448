import 'server-only';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { database, transaction } from '@/db/client';
import { apiAnswers } from '@/db/schema';
import type { Context } from '@/lib/context';

/** How long an answer is kept for a repeat of its request. */
const KEPT_MS = 30 * 86_400_000;
/** No request is at work for so long: its process has died, and a repeat may begin anew. */
const ABANDONED_MS = 5 * 60_000;

/** An answer as it was given. */
export type Answer = { status: number; contentType: string; text: string };

/** A request that names an Idempotency-Key; `fingerprint` is a hash of what it asks. */
export type KeyedRequest = { key: string; fingerprint: string };

/** Who answers: we, nobody any more, another that is still at work; or the key stands for another request. */
export type Claim =
  { by: 'us' } | { by: 'kept'; answer: Answer } | { by: 'another_at_work' } | { by: 'another_request' };

/** Claims a request for one answer: whoever comes second gets the first one's. */
export async function claimAnswer(ctx: Context, { key, fingerprint }: KeyedRequest): Promise<Claim> {
  const now = ctx.now();
  return transaction(ctx.account.id, async (tx) => {
    await tx.delete(apiAnswers).where(and(ofKey(ctx, key), outlived(now)));
    const [claimed] = await tx
      .insert(apiAnswers)
      .values({ accountId: ctx.account.id, idempotencyKey: key, fingerprint, createdAt: now })
      .onConflictDoNothing()
      .returning({ key: apiAnswers.idempotencyKey });
    if (claimed) return { by: 'us' };
    const [first] = await tx.select().from(apiAnswers).where(ofKey(ctx, key));
    if (!first) return { by: 'another_at_work' };
    if (first.fingerprint !== fingerprint) return { by: 'another_request' };
    if (first.status === null) return { by: 'another_at_work' };
    const { text } = first.body as { text: string };
    return { by: 'kept', answer: { status: first.status, contentType: first.contentType ?? '', text } };
  });
}

/** Keeps what was answered. As text inside the JSON, because a database sorts the keys of an object. */
export async function keepAnswer(
  ctx: Context,
  { key }: KeyedRequest,
  { status, contentType, text }: Answer,
): Promise<void> {
  await transaction(ctx.account.id, (tx) =>
    tx.update(apiAnswers).set({ status, contentType, body: { text } }).where(ofKey(ctx, key)),
  );
}

/** Lets go of a claim whose request failed: a repeat begins anew. */
export async function releaseClaim(ctx: Context, { key }: KeyedRequest): Promise<void> {
  await transaction(ctx.account.id, (tx) =>
    tx.delete(apiAnswers).where(and(ofKey(ctx, key), isNull(apiAnswers.status))),
  );
}

/** Forgets answers past their time, of all accounts. */
export async function pruneAnswers(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS).toISOString();
  await database().execute(sql`select prune_api_answers(${before}::timestamptz)`);
}

const ofKey = (ctx: Context, key: string) =>
  and(eq(apiAnswers.accountId, ctx.account.id), eq(apiAnswers.idempotencyKey, key));
const isOld = (now: Date) => lt(apiAnswers.createdAt, new Date(now.getTime() - KEPT_MS));
const outlived = (now: Date) =>
  or(
    isOld(now),
    and(isNull(apiAnswers.status), lt(apiAnswers.createdAt, new Date(now.getTime() - ABANDONED_MS))),
  );
