import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { GroupId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotAllowed, NotFound, type Outcome } from '@/lib/outcome';
import { authorize, seesAll } from '@/lib/permissions';
import { holdGroupNames } from './create-group';

/** Gives a group another name. It holds contacts of everybody, so this takes somebody who sees them all. */
export async function renameGroup(
  ctx: Context,
  { id, name }: { id: GroupId; name: string },
): Promise<Outcome<{ was: string }>> {
  authorizeForAll(ctx);
  return transaction(ctx.account.id, async (tx) => {
    const account = sql`${ctx.account.id}::bigint`;
    await holdGroupNames(tx, ctx);
    const [taken] = await tx.execute(sql`
      select 1 from contact_groups where account_id = ${account} and lower(name) = lower(${name}) and id <> ${id}::bigint`);
    if (taken) {
      const message = `There is a group “${name}” already.`;
      return { ok: false, reason: 'name_taken', message, fields: [{ field: 'name', message }] };
    }
    const [group] = await tx.execute<{ name: string }>(sql`
      select name from contact_groups where account_id = ${account} and id = ${id}::bigint for update`);
    if (!group) throw new NotFound('group', id);
    await tx.execute(sql`
      update contact_groups set name = ${name} where account_id = ${account} and id = ${id}::bigint`);
    return { ok: true, was: group.name };
  });
}

export function authorizeForAll(ctx: Context): void {
  authorize(ctx, 'contacts.edit');
  if (!seesAll(ctx)) throw new NotAllowed('contacts.edit');
}
