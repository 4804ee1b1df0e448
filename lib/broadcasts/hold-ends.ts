import 'server-only';
import { sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import type { Transaction } from '@/db/client';
import type { AccountId, BroadcastId } from '@/db/vocabulary';

/**
 * Held until the transaction ends by whoever ends broadcasts, and by whoever puts something of one back to the
 * queue: the later sees what the earlier did, in its next statement, and nothing waits in a broadcast that is done.
 * No lock of their rows, which hand-offs share all the time.
 */
export async function holdEnds(
  tx: Transaction,
  account: AccountId,
  broadcasts: BroadcastId[],
): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('end of broadcast ' || ${account}::text || '/' || id::text, 0))
    from (select id from unnest(${arrayOf(broadcasts, 'bigint')}) as id order by id) b`);
}
