import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import { restorableSince } from './restore-contact';

/** Removes the contacts, of every account, that were deleted too long ago to be restored; opt-outs stand. */
export async function purgeContacts(now: Date): Promise<void> {
  const before = restorableSince(now).toISOString();
  await database().execute(sql`select purge_deleted_contacts(${before}::timestamptz)`);
}
