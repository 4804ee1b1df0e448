import 'server-only';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { accounts, sessions, users } from '@/db/schema';
import type { AccountId } from '@/db/vocabulary';
import { grantsOf, type Context } from '@/lib/context';

/** Who a session belongs to, with role and grants as they are now; null once it is signed out or expired. */
export async function findSession(
  accountId: AccountId,
  sessionId: string,
  now: () => Date = () => new Date(),
): Promise<Context | null> {
  return transaction(accountId, async (tx) => {
    const [found] = await tx
      .select({ account: accounts, user: users })
      .from(sessions)
      .innerJoin(users, and(eq(users.accountId, sessions.accountId), eq(users.id, sessions.userId)))
      .innerJoin(accounts, eq(accounts.id, sessions.accountId))
      .where(
        and(
          eq(sessions.accountId, accountId),
          eq(sessions.id, sessionId),
          gt(sessions.expiresAt, now()),
          isNull(users.deactivatedAt),
        ),
      );
    if (!found) return null;
    const { account, user } = found;
    return {
      account,
      actor: { kind: 'user', id: user.id, name: user.name, role: user.role },
      grants: grantsOf(user),
      now,
    };
  });
}

export async function endSession(accountId: AccountId, sessionId: string): Promise<void> {
  await transaction(accountId, (tx) =>
    tx.delete(sessions).where(and(eq(sessions.accountId, accountId), eq(sessions.id, sessionId))),
  );
}
