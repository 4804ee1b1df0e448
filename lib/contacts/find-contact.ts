import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { theirs } from './own';
import { stillRestorable } from './restore-contact';
import { asRow, ROW_COLUMNS, type RawRow } from './rows-of';
import type { ContactDetail } from './view';

/** One contact, a deleted one while it can be restored; null where it is not there, or not theirs to see. */
export async function findContact(ctx: Context, id: number): Promise<ContactDetail | null> {
  authorize(ctx, 'contacts.edit');
  if (!Number.isSafeInteger(id) || id <= 0) return null;
  return transaction(ctx.account.id, async (tx) => {
    const [row] = await tx.execute<RawRow>(sql`
      select ${ROW_COLUMNS} from contacts c
      where ${theirs(ctx)} and c.id = ${id}::bigint and (c.deleted_at is null or ${stillRestorable(ctx)})`);
    return row ? { ...asRow(ctx, row), notes: row.notes } : null;
  });
}
