import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { contactImportRows, contactImports } from '@/db/schema';
import type { ImportId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { discard } from '@/lib/files/on-disk';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { placeOf } from './import-queue';
import { requireImport } from './require-import';

/** Gives up an import that was not applied; its rows and its file go, its line in the list stays. */
export async function cancelImport(ctx: Context, id: ImportId): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'contacts.edit');
  const { fileName, status } = await requireImport(ctx, id);
  const cancelled = await transaction(ctx.account.id, async (tx) => {
    const [row] = await tx
      .update(contactImports)
      .set({ status: 'cancelled' })
      .where(
        and(
          eq(contactImports.accountId, ctx.account.id),
          eq(contactImports.id, id),
          inArray(contactImports.status, ['staging', 'staged']),
        ),
      )
      .returning({ id: contactImports.id });
    if (!row) return false;
    await tx
      .delete(contactImportRows)
      .where(and(eq(contactImportRows.accountId, ctx.account.id), eq(contactImportRows.importId, id)));
    return true;
  });
  if (!cancelled) {
    const message = `This import is ${status}; it can no longer be cancelled.`;
    return { ok: false, reason: 'too_late', message };
  }
  await discard(placeOf(ctx.account.id, id));
  return { ok: true, fileName };
}
