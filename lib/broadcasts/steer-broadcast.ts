import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { AccountId, BroadcastId, BroadcastStatus } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { requireBroadcast } from './find-broadcast';
import { wakeDelivery } from './wake';

/** Stops a broadcast for now. Once this has answered no hand-off of it begins. */
export const pauseBroadcast = (ctx: Context, id: BroadcastId) =>
  steer(ctx, id, {
    from: ['sending', 'scheduled'],
    to: 'paused',
    said: 'Paused. Nothing more goes out until you resume it.',
  });

/**
 * The carrier takes nothing of the account's: the broadcast pauses and says why, before it has burnt its list. What
 * somebody stopped meanwhile stays as it is, and of many at once the first says it.
 */
export async function pauseRefused(account: AccountId, id: BroadcastId, problem: string): Promise<void> {
  await transaction(account, (tx) =>
    tx.execute(sql`
      update broadcasts set status = 'paused', problem = ${problem}::text
      where account_id = ${account}::bigint and id = ${id}::bigint and status = 'sending'`),
  );
}

/** Goes on with a paused broadcast, at its time where that is still to come. */
export async function resumeBroadcast(ctx: Context, id: BroadcastId): Promise<Outcome<{ message: string }>> {
  const { scheduledAt, startedAt } = await requireBroadcast(ctx, id);
  const isLater = startedAt === null && scheduledAt !== null && scheduledAt > ctx.now();
  const resumed = await steer(ctx, id, {
    from: ['paused'],
    to: isLater ? 'scheduled' : 'sending',
    said: isLater ? 'It goes out at its time.' : 'It goes on.',
  });
  if (resumed.ok) wakeDelivery();
  return resumed;
}

/** Ends a broadcast: whoever was not messaged yet never is. What is with the carrier cannot be called back. */
export const cancelBroadcast = (ctx: Context, id: BroadcastId) =>
  steer(ctx, id, {
    from: ['scheduled', 'sending', 'paused'],
    to: 'cancelled',
    said: 'Cancelled. Whoever was not messaged yet will not be; a message already with the carrier may still arrive.',
  });

type Turn = { from: BroadcastStatus[]; to: BroadcastStatus; said: string };

async function steer(
  ctx: Context,
  id: BroadcastId,
  { from, to, said }: Turn,
): Promise<Outcome<{ message: string }>> {
  const { status } = await requireBroadcast(ctx, id);
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const turned = await transaction(ctx.account.id, async (tx) => {
    // Waits for the hand-offs that hold the broadcast; those that come later see its new status.
    const rows = await tx.execute(sql`
      update broadcasts set status = ${to}::text, problem = null,
        started_at = case when ${to}::text = 'sending' then coalesce(started_at, ${now}) else started_at end,
        finished_at = case when ${to}::text = 'cancelled' then ${now} end
      where account_id = ${ctx.account.id}::bigint and id = ${id}::bigint
        and status in (${sql.join(
          from.map((each) => sql`${each}`),
          sql`, `,
        )})
      returning 1`);
    if (rows.length > 0 && to === 'cancelled') {
      await tx.execute(sql`
        update broadcast_recipients set status = 'cancelled'
        where account_id = ${ctx.account.id}::bigint and broadcast_id = ${id}::bigint and status in ('queued', 'held')`);
    }
    return rows.length > 0;
  });
  if (turned) return { ok: true, message: said };
  return {
    ok: false,
    reason: `already_${status}`,
    message: `This broadcast is ${status} already; nothing was changed.`,
  };
}
