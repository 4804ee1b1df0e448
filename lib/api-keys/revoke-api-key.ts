import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { database } from '@/db/client';
import { apiKeys, type ApiKey, type User } from '@/db/schema';
import type { ApiKeyId } from '@/db/vocabulary';

/**
 * Ends a key of a user, at once and for good; null where the user has no such key that still works. What it
 * did stays in the ledger under its name. Runs as the owner of the database: for commands.
 */
export async function revokeApiKey(
  { accountId, id: userId }: Pick<User, 'accountId' | 'id'>,
  id: ApiKeyId,
  now: Date,
): Promise<ApiKey | null> {
  const [revoked] = await database('owner')
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(
      and(
        eq(apiKeys.accountId, accountId),
        eq(apiKeys.userId, userId),
        eq(apiKeys.id, id),
        isNull(apiKeys.revokedAt),
      ),
    )
    .returning();
  return revoked ?? null;
}
