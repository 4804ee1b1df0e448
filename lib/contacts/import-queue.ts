import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import type { AccountId, ImportId } from '@/db/vocabulary';
import { keptPlace } from '@/lib/files/on-disk';
import { rowQueue } from '@/lib/jobs/row-queue';

/** Files of contacts to read. */
export const importQueue = rowQueue<ImportId>({
  name: 'contact imports',
  lockSpace: 7_236_013,
  list: async () => {
    const rows = await database().execute<{ account_id: string; import_id: string }>(
      sql`select account_id, import_id from contact_imports_to_work_on()`,
    );
    return rows.map((row) => ({
      account: Number(row.account_id) as AccountId,
      id: Number(row.import_id) as ImportId,
    }));
  },
});

/** The place of an import's file, until it was read. */
export const placeOf = (account: AccountId, id: ImportId) => keptPlace(`contacts-${account}-${id}`);
