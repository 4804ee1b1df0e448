import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { GroupId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { theirs } from './own';
import type { GroupView } from './view';

/** The account's groups by name, each with how many contacts of it are theirs to see. */
export async function listGroups(ctx: Context): Promise<GroupView[]> {
  authorize(ctx, 'contacts.edit');
  const rows = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ id: string; name: string; members: number }>(sql`
      select g.id, g.name, count(c.id)::int as members
      from contact_groups g
      left join group_members m on m.account_id = g.account_id and m.group_id = g.id
      left join contacts c on c.id = m.contact_id and ${theirs(ctx)} and c.deleted_at is null
      where g.account_id = ${ctx.account.id}::bigint
      group by g.id, g.name order by lower(g.name), g.id`),
  );
  return rows.map(({ id, name, members }) => ({ id: Number(id) as GroupId, name, members }));
}
