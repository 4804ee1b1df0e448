import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { ContactId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotFound, type Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { theirs } from './own';

/** Takes a contact off the list, for 30 days restorable. What its phones opted out of stands. Twice is once. */
export async function deleteContact(ctx: Context, id: ContactId): Promise<Outcome<{ name: string }>> {
  authorize(ctx, 'contacts.edit');
  const [deleted] = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ name: string }>(sql`
      update contacts c set deleted_at = coalesce(c.deleted_at, ${ctx.now().toISOString()}::timestamptz)
      where ${theirs(ctx)} and c.id = ${id}::bigint returning c.name`),
  );
  if (!deleted) throw new NotFound('contact', id);
  return { ok: true, name: deleted.name };
}
