import 'server-only';
import { asc, eq } from 'drizzle-orm';
import { database } from '@/db/client';
import { accounts, type Account } from '@/db/schema';

/** The account of a slug, or null. Runs as the owner of the database: for commands, not for screens. */
export async function findAccount(slug: string): Promise<Account | null> {
  const [account] = await database('owner').select().from(accounts).where(eq(accounts.slug, slug));
  return account ?? null;
}

/** Every account, oldest first. Runs as the owner of the database. */
export async function listAccounts(): Promise<Account[]> {
  return database('owner').select().from(accounts).orderBy(asc(accounts.id));
}
