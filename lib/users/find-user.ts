import 'server-only';
import { and, eq } from 'drizzle-orm';
import { database } from '@/db/client';
import { users, type Account, type User } from '@/db/schema';

/** The user of an account who signs in with this e-mail, or null. Runs as the owner of the database: for commands. */
export async function findUser(account: Account, email: string): Promise<User | null> {
  const [user] = await database('owner')
    .select()
    .from(users)
    .where(and(eq(users.accountId, account.id), eq(users.email, email)));
  return user ?? null;
}
