import 'server-only';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { database, transaction, type Transaction } from '@/db/client';
import { accounts, apiKeys, users, type ApiKey } from '@/db/schema';
import type { AccountId, ApiKeyId, ApiScope } from '@/db/vocabulary';
import { grantsOf, type Context } from '@/lib/context';
import { hashOfKey } from './key-text';

/** Last use is stored once a minute: a sender's thousand requests are not a thousand writes. */
const USE_STORED_MS = 60_000;

export type FoundKey = { ctx: Context; scopes: ApiScope[] };

/**
 * In whose name a key acts, with its user's role and grants as they are now; null for no key of ours, a
 * revoked one, and one whose user was deactivated.
 */
export async function findApiKey(text: string, now: () => Date = () => new Date()): Promise<FoundKey | null> {
  const place = await findPlace(text);
  if (!place) return null;
  return transaction(place.accountId, async (tx) => {
    const [found] = await tx
      .select({ account: accounts, user: users, key: apiKeys })
      .from(apiKeys)
      .innerJoin(users, and(eq(users.accountId, apiKeys.accountId), eq(users.id, apiKeys.userId)))
      .innerJoin(accounts, eq(accounts.id, apiKeys.accountId))
      .where(
        and(
          eq(apiKeys.accountId, place.accountId),
          eq(apiKeys.id, place.keyId),
          isNull(apiKeys.revokedAt),
          isNull(users.deactivatedAt),
        ),
      );
    if (!found) return null;
    const { account, user, key } = found;
    await noteUse(tx, key, now());
    return {
      scopes: key.scopes,
      ctx: {
        account,
        actor: { kind: 'api_key', id: key.id, name: key.name, role: user.role },
        grants: grantsOf(user),
        now,
      },
    };
  });
}

/** The account is not known yet, so this one question goes through a function of its own. */
async function findPlace(text: string): Promise<{ accountId: AccountId; keyId: ApiKeyId } | null> {
  const [row] = await database().execute<{ account_id: string; key_id: string }>(
    sql`select account_id, key_id from find_api_key(${hashOfKey(text)})`,
  );
  if (!row) return null;
  return { accountId: Number(row.account_id) as AccountId, keyId: Number(row.key_id) as ApiKeyId };
}

async function noteUse(tx: Transaction, { accountId, id, lastUsedAt }: ApiKey, now: Date): Promise<void> {
  const before = new Date(now.getTime() - USE_STORED_MS);
  if (lastUsedAt && lastUsedAt >= before) return;
  await tx
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(apiKeys.accountId, accountId),
        eq(apiKeys.id, id),
        or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before)),
      ),
    );
}
