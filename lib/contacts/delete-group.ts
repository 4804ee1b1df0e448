import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { GroupId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotFound, type Outcome } from '@/lib/outcome';
import { authorizeForAll } from './rename-group';

/** Deletes a group; its contacts stay. The group goes first, so that nobody joins it meanwhile. */
export async function deleteGroup(ctx: Context, id: GroupId): Promise<Outcome<{ name: string }>> {
  authorizeForAll(ctx);
  return transaction(ctx.account.id, async (tx) => {
    const account = sql`${ctx.account.id}::bigint`;
    const [group] = await tx.execute<{ name: string }>(sql`
      delete from contact_groups where account_id = ${account} and id = ${id}::bigint returning name`);
    if (!group) throw new NotFound('group', id);
    await tx.execute(
      sql`delete from group_members where account_id = ${account} and group_id = ${id}::bigint`,
    );
    return { ok: true, name: group.name };
  });
}
