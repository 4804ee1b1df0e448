import 'server-only';
import { sql } from 'drizzle-orm';
import { database, transaction } from '@/db/client';
import type { AccountId, BroadcastId, E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { holdEnds } from './hold-ends';
import { wakeDelivery } from './wake';

/** A message that waited longer than this for a decision is stale, and does not go out by itself. */
const STALE_MS = 72 * 3_600_000;

/**
 * After a review: sends that were held for the phone go back to the queue, for the gate to look again. Of
 * broadcasts that ended longer than three days ago none do.
 */
export async function releaseHeld(ctx: Context, phone: E164): Promise<void> {
  await release(ctx.account.id, phone, ctx.now());
  wakeDelivery();
}

/** The same for what a process did not come to release any more, after a review had been decided. */
export async function releaseForgotten(now: Date): Promise<void> {
  const at = now.toISOString();
  const rows = await database().execute<{ account_id: string; phone: string }>(sql`
    select account_id, phone from held_to_release(${freshSince(now)}::timestamptz, ${at}::timestamptz)`);
  for (const row of rows) await release(Number(row.account_id) as AccountId, `+${row.phone}` as E164, now);
}

async function release(account: AccountId, phone: E164, now: Date): Promise<void> {
  await transaction(account, async (tx) => {
    const held = sql`r.account_id = ${account}::bigint and r.phone = ${phone.slice(1)}::bigint and r.status = 'held'`;
    const affected = await tx.execute<{ id: string }>(
      sql`select r.broadcast_id::text as id from broadcast_recipients r where ${held}`,
    );
    await holdEnds(
      tx,
      account,
      affected.map(({ id }) => Number(id) as BroadcastId),
    );
    await tx.execute(sql`
      with released as (
        update broadcast_recipients r set status = 'queued', reason = null, since = null, source = null
        from broadcasts b
        where ${held}
          and b.account_id = r.account_id and b.id = r.broadcast_id and b.status in ('scheduled', 'sending', 'paused', 'done')
          and (b.finished_at is null or b.finished_at > ${freshSince(now)}::timestamptz)
          and not exists (select 1 from reviews v where v.account_id = r.account_id and v.phone = r.phone and v.decided_at is null)
        returning r.broadcast_id)
      update broadcasts b set status = 'sending', finished_at = null
      from released where b.account_id = ${account}::bigint and b.id = released.broadcast_id and b.status = 'done'`);
  });
}

const freshSince = (now: Date) => new Date(now.getTime() - STALE_MS).toISOString();
