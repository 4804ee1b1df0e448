import 'server-only';
import { sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import type { Transaction } from '@/db/client';
import type { ContactId, GroupId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { ensureGroups } from './create-group';

/** Makes a contact a member of exactly these groups. A group that was deleted meanwhile is left out. */
export async function replaceGroups(
  tx: Transaction,
  ctx: Context,
  id: ContactId,
  { group_ids, new_groups }: { group_ids: readonly GroupId[]; new_groups: readonly string[] },
): Promise<void> {
  const made = await ensureGroups(tx, ctx, new_groups);
  const wanted = arrayOf([...new Set([...group_ids, ...made])], 'bigint');
  const account = sql`${ctx.account.id}::bigint`;
  await tx.execute(sql`
    delete from group_members where account_id = ${account} and contact_id = ${id}::bigint and not group_id = any(${wanted})`);
  await tx.execute(sql`
    insert into group_members (account_id, group_id, contact_id)
    select account_id, id, ${id}::bigint from contact_groups where account_id = ${account} and id = any(${wanted}) for share
    on conflict do nothing`);
}
