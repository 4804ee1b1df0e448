import 'server-only';
import type { ImportId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { cancelFile } from '@/lib/files/waiting-file';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { IMPORT_FILES } from './import-files';
import { requireImport } from './require-import';

/** Gives up an import that was not applied. */
export async function cancelImport(ctx: Context, id: ImportId): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'contacts.edit');
  return cancelFile(ctx, IMPORT_FILES, await requireImport(ctx, id));
}
