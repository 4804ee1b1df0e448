import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '@/lib/context';
import { seesAll } from '@/lib/permissions';

/** Conditions on `contacts c`: of this account, and theirs to see. Those of others look as if they did not exist. */
export function theirs(ctx: Context): SQL {
  const ofAccount = sql`c.account_id = ${ctx.account.id}::bigint`;
  if (seesAll(ctx)) return ofAccount;
  return sql`${ofAccount} and c.user_id = ${ownerOf(ctx)}::bigint`;
}

/** Whose a contact is that this actor makes; a key of the API is nobody. */
export const ownerOf = ({ actor }: Context): number | null => (actor.kind === 'user' ? actor.id : null);
