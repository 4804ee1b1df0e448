import { sql } from 'drizzle-orm';
import { database } from './client';
import journal from './migrations/meta/_journal.json';

/** Whether the newest migration that this build was made with has been applied. */
export async function migrationsAreCurrent(): Promise<boolean> {
  const [row] = await database('app').execute<{ newest: string | null }>(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  );
  return Number(row?.newest ?? 0) >= Math.max(0, ...journal.entries.map(({ when }) => when));
}
