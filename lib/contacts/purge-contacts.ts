import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { Context } from '@/lib/context';
import { restorableSince } from './restore-contact';

/** Removes the account's contacts that were deleted too long ago to be restored; their opt-outs stand. */
export async function purgeContacts(ctx: Pick<Context, 'account' | 'now'>): Promise<void> {
  const account = sql`${ctx.account.id}::bigint`;
  const before = sql`${restorableSince(ctx.now()).toISOString()}::timestamptz`;
  await transaction(ctx.account.id, (tx) =>
    tx.execute(sql`
      with gone as (delete from contacts where account_id = ${account} and deleted_at <= ${before} returning id),
      phones as (delete from contact_phones n using gone where n.account_id = ${account} and n.contact_id = gone.id)
      delete from group_members m using gone where m.account_id = ${account} and m.contact_id = gone.id`),
  );
}
