import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { ContactId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotFound, type Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { theirs } from './own';
import { RESTORABLE_DAYS } from './policy';

/** Brings a deleted contact back with its phones, notes and groups. Twice is once. */
export async function restoreContact(ctx: Context, id: ContactId): Promise<Outcome<{ name: string }>> {
  authorize(ctx, 'contacts.edit');
  const [restored] = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ name: string }>(sql`
      update contacts c set deleted_at = null
      where ${theirs(ctx)} and c.id = ${id}::bigint and (c.deleted_at is null or ${stillRestorable(ctx)})
      returning c.name`),
  );
  if (!restored) throw new NotFound('contact', id);
  return { ok: true, name: restored.name };
}

/** On `contacts c`: deleted, and not so long ago that it is gone for good. */
export const stillRestorable = (ctx: Context): SQL =>
  sql`c.deleted_at > ${restorableSince(ctx.now()).toISOString()}::timestamptz`;

export const restorableSince = (now: Date) => new Date(now.getTime() - RESTORABLE_DAYS * 86_400_000);
