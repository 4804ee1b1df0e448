import 'server-only';
import { sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction } from '@/db/client';
import type { ContactId, GroupId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotFound, type Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { theirs } from './own';

/** Puts contacts into a group and takes others out; only those that are theirs to see are touched. Twice is once. */
export async function setMembers(
  ctx: Context,
  group: GroupId,
  { add = [], remove = [] }: { add?: readonly ContactId[]; remove?: readonly ContactId[] },
): Promise<Outcome<{ added: number; removed: number }>> {
  authorize(ctx, 'contacts.edit');
  return transaction(ctx.account.id, async (tx) => {
    const account = sql`${ctx.account.id}::bigint`;
    const [held] = await tx.execute(sql`
      select 1 from contact_groups where account_id = ${account} and id = ${group}::bigint for share`);
    if (!held) throw new NotFound('group', group);
    const removed = await tx.execute(sql`
      delete from group_members m using contacts c
      where m.account_id = ${account} and m.group_id = ${group}::bigint and m.contact_id = c.id
        and ${theirs(ctx)} and c.id = any(${arrayOf([...remove], 'bigint')}) returning 1`);
    const added = await tx.execute(sql`
      insert into group_members (account_id, group_id, contact_id)
      select c.account_id, ${group}::bigint, c.id from contacts c
      where ${theirs(ctx)} and c.deleted_at is null and c.id = any(${arrayOf([...add], 'bigint')})
      on conflict do nothing returning 1`);
    return { ok: true, added: added.length, removed: removed.length };
  });
}
