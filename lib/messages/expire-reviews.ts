import 'server-only';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { database, transaction } from '@/db/client';
import { reviews, type Review } from '@/db/schema';
import type { ReviewId } from '@/db/vocabulary';
import { releaseHeld } from '@/lib/broadcasts/release-held';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { log } from '@/lib/log';
import { contextOf } from './account-context';
import { byAccount } from './by-account';
import { settle } from './settle-review';

/** The first place on earth to begin a day is so far ahead of UTC. */
const EARLIEST_ZONE_MS = 14 * 3_600_000;

/** The job: what nobody decided by the end of its day, in the account's zone, is an opt-out. Answers how many. */
export async function expireReviews(now: Date): Promise<number> {
  const before = localDay(new Date(now.getTime() + EARLIEST_ZONE_MS), 'UTC');
  const rows = await database().execute<{ account_id: string; id: string }>(
    sql`select account_id, review_id as id from reviews_to_expire(${before}::date)`,
  );
  let expired = 0;
  for (const [account, ids] of byAccount<ReviewId>(rows)) {
    const ctx = await contextOf(account, 'system', now);
    for (const review of await listOverdue(ctx, ids)) if (await expire(ctx, review)) expired += 1;
  }
  return expired;
}

async function listOverdue(ctx: Context, ids: ReviewId[]): Promise<Review[]> {
  const today = localDay(ctx.now(), ctx.account.timeZone);
  return transaction(ctx.account.id, (tx) =>
    tx
      .select()
      .from(reviews)
      .where(
        and(
          eq(reviews.accountId, ctx.account.id),
          inArray(reviews.id, ids),
          isNull(reviews.decidedAt),
          sql`${reviews.dueOn} < ${today}::date`,
        ),
      )
      .orderBy(asc(reviews.phone)),
  );
}

/** One that cannot be closed now does not keep the others waiting; the next round takes it. */
async function expire(ctx: Context, review: Review): Promise<boolean> {
  try {
    const settled = await transaction(ctx.account.id, (tx) => settle(tx, ctx, review, 'expired'));
    if (settled) await releaseHeld(ctx, review.phone);
    return settled !== null;
  } catch (error) {
    log.error({ err: error, review: review.id }, 'a review could not be ended; it is tried again');
    return false;
  }
}
