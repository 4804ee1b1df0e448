import 'server-only';
import type { ImportId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { rereadFile } from '@/lib/files/waiting-file';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { IMPORT_FILES } from './import-files';
import type { ChosenForContacts } from './import-roles';
import { requireImport } from './require-import';

/** Reads an import that is not applied yet again, the way somebody says. */
export async function rereadImport(
  ctx: Context,
  id: ImportId,
  chosen: ChosenForContacts,
): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'contacts.edit');
  return rereadFile(ctx, IMPORT_FILES, await requireImport(ctx, id), chosen);
}
