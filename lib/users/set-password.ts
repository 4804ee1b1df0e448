import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import { and, eq } from 'drizzle-orm';
import { database } from '@/db/client';
import { logins, sessions } from '@/db/schema';

/**
 * Gives a login a new password and signs it out everywhere; nothing happens when it has that password
 * already. False: nobody has this e-mail. Runs as the owner of the database: for commands.
 */
export async function setPassword(email: string, password: string): Promise<boolean> {
  return database('owner').transaction(async (tx) => {
    const [login] = await tx.select().from(logins).where(eq(logins.email, email)).for('update');
    if (!login) return false;
    if (await verify(login.passwordHash, password)) return true;
    await tx
      .update(logins)
      .set({ passwordHash: await hash(password) })
      .where(eq(logins.email, email));
    await tx
      .delete(sessions)
      .where(and(eq(sessions.accountId, login.accountId), eq(sessions.userId, login.userId)));
    return true;
  });
}
