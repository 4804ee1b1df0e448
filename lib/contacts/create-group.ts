import 'server-only';
import { sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction, type Transaction } from '@/db/client';
import type { GroupId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';

/** Makes a group; one of that name is the same one, in whatever case it is written. */
export async function createGroup(ctx: Context, name: string): Promise<Outcome<{ id: GroupId }>> {
  authorize(ctx, 'contacts.edit');
  const [id] = await transaction(ctx.account.id, (tx) => ensureGroups(tx, ctx, [name]));
  if (id === undefined) throw new Error('no group came back');
  return { ok: true, id };
}

/** The groups of these names, made where they are missing. Two at once make one. */
export async function ensureGroups(
  tx: Transaction,
  ctx: Context,
  names: readonly string[],
): Promise<GroupId[]> {
  if (names.length === 0) return [];
  const account = sql`${ctx.account.id}::bigint`;
  await holdGroupNames(tx, ctx);
  const wanted = sql`unnest(${arrayOf([...names], 'text')}) as w (wanted)`;
  await tx.execute(sql`
    insert into contact_groups (account_id, name, created_at)
    select distinct on (lower(wanted)) ${account}, wanted, ${ctx.now().toISOString()}::timestamptz from ${wanted}
    where not exists (select 1 from contact_groups g where g.account_id = ${account} and lower(g.name) = lower(wanted))
    order by lower(wanted)`);
  const rows = await tx.execute<{ id: string }>(sql`
    select id from contact_groups where account_id = ${account}
      and lower(name) = any(select lower(wanted) from ${wanted})`);
  return rows.map(({ id }) => Number(id) as GroupId);
}

/** Names are the same in whatever case, which the table's key does not say: so they are given one after another. */
export const holdGroupNames = (tx: Transaction, ctx: Context) =>
  tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('contact groups'), ${ctx.account.id % 2_147_483_647}::int)`,
  );
