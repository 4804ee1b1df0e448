import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { database } from '@/db/client';
import { sessions, users, type User } from '@/db/schema';
import type { Outcome } from '@/lib/outcome';

/**
 * Ends a user's access, at once and for good; what they did stays in the ledger under their name. The last
 * master of an account stays. Runs as the owner of the database: for commands.
 */
export async function deactivateUser(
  { accountId, id }: Pick<User, 'accountId' | 'id'>,
  now: Date,
): Promise<Outcome> {
  return database('owner').transaction(async (tx) => {
    const active = and(eq(users.accountId, accountId), isNull(users.deactivatedAt));
    // All of the masters are locked, so that two of them do not deactivate each other.
    const masters = await tx
      .select()
      .from(users)
      .where(and(active, eq(users.role, 'master')))
      .orderBy(users.id)
      .for('update');
    if (masters.length === 1 && masters[0]?.id === id) {
      return { ok: false, reason: 'last_master', message: 'This is the only master of the account.' };
    }
    await tx
      .update(users)
      .set({ deactivatedAt: now })
      .where(and(active, eq(users.id, id)));
    await tx.delete(sessions).where(and(eq(sessions.accountId, accountId), eq(sessions.userId, id)));
    return { ok: true };
  });
}
