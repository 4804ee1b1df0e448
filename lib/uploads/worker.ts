import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import type { AccountId, UploadId } from '@/db/vocabulary';
import { rowQueue } from '@/lib/jobs/row-queue';

/** Uploads to stage, apply or undo. */
const queue = rowQueue<UploadId>({
  name: 'uploads',
  lockSpace: 7_236_012,
  list: async () => {
    const rows = await database().execute<{ account_id: string; upload_id: string }>(
      sql`select account_id, upload_id from uploads_to_work_on()`,
    );
    return rows.map((row) => ({
      account: Number(row.account_id) as AccountId,
      id: Number(row.upload_id) as UploadId,
    }));
  },
});

export const startWorker = queue.start;
export const wakeWorker = queue.wake;
