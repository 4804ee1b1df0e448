import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { wakeDelivery } from './wake';

/** A message that waited longer than this for a decision is stale, and does not go out by itself. */
const STALE = sql.raw(`interval '72 hours'`);

/**
 * After a review: sends that were held for the phone go back to the queue, for the gate to look again. Of
 * broadcasts that ended longer than three days ago none do.
 */
export async function releaseHeld(ctx: Context, phone: E164): Promise<void> {
  await transaction(ctx.account.id, async (tx) => {
    const now = sql`${ctx.now().toISOString()}::timestamptz`;
    await tx.execute(sql`
      with released as (
        update broadcast_recipients r set status = 'queued', reason = null, since = null, source = null
        from broadcasts b
        where r.account_id = ${ctx.account.id}::bigint and r.phone = ${phone.slice(1)}::bigint and r.status = 'held'
          and b.account_id = r.account_id and b.id = r.broadcast_id and b.status in ('scheduled', 'sending', 'paused', 'done')
          and coalesce(b.finished_at, ${now}) > ${now} - ${STALE}
          and not exists (select 1 from reviews v where v.account_id = r.account_id and v.phone = r.phone and v.decided_at is null)
        returning r.broadcast_id)
      update broadcasts b set status = 'sending', finished_at = null
      from released where b.account_id = ${ctx.account.id}::bigint and b.id = released.broadcast_id and b.status = 'done'`);
  });
  wakeDelivery();
}
