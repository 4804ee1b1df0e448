import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';

/** A list that was chosen serves for so long; who then comes back to the composer chooses the file again. */
const KEPT_MS = 86_400_000;

/** Forgets the files of recipients, of every account, past their time: sending has taken what it needs of them. */
export async function purgeLists(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS).toISOString();
  await database().execute(sql`select purge_audience_lists(${before}::timestamptz)`);
}
