import 'server-only';
import { sql } from 'drizzle-orm';
import { uploadPhones, uploads } from '@/db/schema';
import type { UploadId } from '@/db/vocabulary';
import type { FileKind } from '@/lib/files/waiting-file';
import { placeOf } from './files-on-disk';
import { wakeWorker } from './worker';

/** Uploads, as files that wait to be applied. */
export const UPLOAD_FILES: FileKind<UploadId> = {
  noun: 'upload',
  table: uploads,
  rows: { table: uploadPhones, of: 'upload_id' },
  unread: sql`preview = null, rows = 0, blank_rows = 0, phones = 0, rejected = 0, rows_read = 0, rows_total = null`,
  placeOf,
  wake: wakeWorker,
};
