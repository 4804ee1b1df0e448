import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';

/** The phones worth a look: who wrote last, and who got the latest broadcasts. */
export async function listHandsets(ctx: Context, most = 12): Promise<E164[]> {
  authorize(ctx, 'messages.read');
  const account = sql`${ctx.account.id}::bigint`;
  const rows = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ phone: string }>(sql`
      with wrote as (
        select phone, row_number() over (order by last_at desc) as n from conversations
        where account_id = ${account} order by last_at desc limit ${most}::int / 2),
      latest as (
        select id from broadcasts where account_id = ${account} order by created_at desc limit 3),
      got as (
        select r.phone, row_number() over (order by l.id desc, r.phone) + ${most}::int as n
        from latest l cross join lateral (
          select phone from broadcast_recipients where account_id = ${account} and broadcast_id = l.id
            and status in ('sent', 'delivered') limit ${most}::int) r)
      select phone::text from (select * from wrote union all select * from got) p
      group by phone order by min(n) limit ${most}::int`),
  );
  return rows.map(({ phone }) => `+${phone}` as E164);
}
