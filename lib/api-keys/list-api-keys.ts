import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { database } from '@/db/client';
import { apiKeys, type ApiKey, type User } from '@/db/schema';

/** The keys of a user, oldest first, revoked ones too. Runs as the owner of the database: for commands. */
export async function listApiKeys({
  accountId,
  id: userId,
}: Pick<User, 'accountId' | 'id'>): Promise<ApiKey[]> {
  return database('owner')
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.accountId, accountId), eq(apiKeys.userId, userId)))
    .orderBy(asc(apiKeys.id));
}
