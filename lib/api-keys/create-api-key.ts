import 'server-only';
import { database } from '@/db/client';
import { apiKeyHashes, apiKeys, type ApiKey, type User } from '@/db/schema';
import type { NewApiKey } from './input';
import { hashOfKey, hintOfKey, madeKey } from './key-text';

/** A new key of a user; its text is nowhere but in this answer. Runs as the owner of the database: for commands. */
export async function createApiKey(
  { accountId, id: userId }: Pick<User, 'accountId' | 'id'>,
  { name, scopes }: NewApiKey,
  now: Date,
): Promise<{ apiKey: ApiKey; text: string }> {
  const text = madeKey();
  return database('owner').transaction(async (tx) => {
    const [apiKey] = await tx
      .insert(apiKeys)
      .values({ accountId, userId, name, scopes, hint: hintOfKey(text), createdAt: now })
      .returning();
    if (!apiKey) throw new Error('no key came back');
    await tx.insert(apiKeyHashes).values({ hash: hashOfKey(text), accountId, keyId: apiKey.id });
    return { apiKey, text };
  });
}
