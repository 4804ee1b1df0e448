import 'server-only';
import { and, eq } from 'drizzle-orm';
import { database } from '@/db/client';
import { logins, users, type Account, type User } from '@/db/schema';

/** The user of an account who signs in with this e-mail, or null. Runs as the owner of the database: for commands. */
export async function findUser(account: Account, email: string): Promise<User | null> {
  const [user] = await database('owner')
    .select()
    .from(users)
    .where(and(eq(users.accountId, account.id), eq(users.email, email)));
  return user ?? null;
}

/** The user who signs in with this e-mail, of whichever account. Runs as the owner of the database: for commands. */
export async function findUserByEmail(email: string): Promise<User | null> {
  const [user] = await database('owner')
    .select({ user: users })
    .from(logins)
    .innerJoin(users, and(eq(users.accountId, logins.accountId), eq(users.id, logins.userId)))
    .where(eq(logins.email, email));
  return user?.user ?? null;
}
