import 'server-only';
import { sql } from 'drizzle-orm';
import { contactImportRows, contactImports } from '@/db/schema';
import type { ImportId } from '@/db/vocabulary';
import type { FileKind } from '@/lib/files/waiting-file';
import { importQueue, placeOf } from './import-queue';

/** Imports, as files that wait to be applied. */
export const IMPORT_FILES: FileKind<ImportId> = {
  noun: 'import',
  table: contactImports,
  rows: { table: contactImportRows, of: 'import_id' },
  unread: sql`counts = null, rows_read = 0`,
  placeOf,
  wake: importQueue.wake,
};
