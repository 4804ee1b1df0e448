import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import type { Transaction } from '@/db/client';
import { theirs } from '@/lib/contacts/own';
import type { Context } from '@/lib/context';
import type { FieldProblem, Outcome } from '@/lib/outcome';
import { theirList } from './audience';
import type { Audience } from './input';

type Chosen = Omit<Audience, 'phones'>;

/**
 * What was chosen and is not there any more, or never was theirs; null when all of it is. Sending to the rest
 * without a word would leave people out whom somebody believes to have messaged. To be asked after the audience
 * was read: what is there now was there then.
 */
export async function refuseMissing(
  tx: Transaction,
  ctx: Context,
  { contacts, groups, lists }: Chosen,
): Promise<Extract<Outcome, { ok: false }> | null> {
  const missing = await tx.execute<{ what: keyof Chosen; at: number }>(sql`
    ${absent('lists', lists, sql`select 1 from audience_lists a where ${theirList(ctx)} and a.id = chosen.id`)}
    union all
    ${absent('groups', groups, sql`select 1 from contact_groups g where g.account_id = ${ctx.account.id}::bigint and g.id = chosen.id`)}
    union all
    ${absent('contacts', contacts, sql`select 1 from contacts c where ${theirs(ctx)} and c.deleted_at is null and c.id = chosen.id`)}
    limit 100`);
  const fields = missing.map(({ what, at }): FieldProblem => ({
    field: `audience.${what}.${at}`,
    message: GONE[what],
  }));
  return fields[0] ? { ok: false, reason: 'missing', message: fields[0].message, fields } : null;
}

const absent = (what: keyof Chosen, ids: readonly number[], found: SQL): SQL => sql`
  select ${what}::text as what, (chosen.n - 1)::int as at
  from unnest(${arrayOf(ids, 'bigint')}) with ordinality as chosen (id, n) where not exists (${found})`;

const GONE: Record<keyof Chosen, string> = {
  lists: 'A file is kept for a day, and this one is gone. Remove it here and choose it again.',
  groups: 'This group is gone. Remove it here.',
  contacts: 'This contact is gone. Remove them here.',
};
