import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { database, transaction } from '@/db/client';
import { apiKeyHashes, apiKeys } from '@/db/schema';
import { createUser } from '@/lib/accounts/create-account';
import { may } from '@/lib/permissions';
import { newAccount } from '@/lib/testing/account';
import { deactivateUser } from '@/lib/users/deactivate-user';
import { createApiKey } from './create-api-key';
import { findApiKey } from './find-api-key';
import { listApiKeys } from './list-api-keys';
import { revokeApiKey } from './revoke-api-key';

const DIALER = { name: 'Dialer', scopes: ['read' as const, 'write' as const] };

test('a key acts under its own name, with the role and the grants of its user', async () => {
  const { account, user, clock } = await newAccount();
  const { apiKey, text } = await createApiKey(user, DIALER, clock.now());
  expect(text).toMatch(/^oor_[0-9A-Za-z]{32,}$/);
  expect(await findApiKey(text, clock.now)).toMatchObject({
    scopes: ['read', 'write'],
    ctx: {
      account: { id: account.id },
      actor: { kind: 'api_key', id: apiKey.id, name: 'Dialer', role: 'master' },
      grants: { export: true, optIn: true, upload: true, all: false },
    },
  });
});

test('a master’s key may what a master may, except managing the account', async () => {
  const { user, clock } = await newAccount();
  const { text } = await createApiKey(user, DIALER, clock.now());
  const ctx = (await findApiKey(text))!.ctx;
  const none = { ...ctx, grants: { export: false, optIn: false, upload: false, all: false } };
  expect([may(none, 'opt_outs.opt_in'), may(none, 'opt_outs.upload'), may(none, 'account.manage')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('only the hash of a key is stored', async () => {
  const { user, clock } = await newAccount();
  const { apiKey, text } = await createApiKey(user, DIALER, clock.now());
  const [key] = await database('owner').select().from(apiKeys).where(eq(apiKeys.id, apiKey.id));
  const [hash] = await database('owner').select().from(apiKeyHashes).where(eq(apiKeyHashes.keyId, apiKey.id));
  expect(JSON.stringify([key, hash])).not.toContain(text.slice(8));
  expect(key?.hint).toBe(text.slice(0, 8));
});

test('a key is not found by another text, once it is revoked, or once its user is deactivated', async () => {
  const { account, user, clock } = await newAccount();
  const second = { name: 'Sam', email: `${crypto.randomUUID()}@example.com`, password: 'correct horse' };
  const sam = await createUser(account, second, 'messenger', clock.now());
  if (!sam.ok) throw new Error(sam.message);
  const [ours, sams] = [
    await createApiKey(user, DIALER, clock.now()),
    await createApiKey(sam.user, DIALER, clock.now()),
  ];
  for (const wrong of ['', 'oor_', `${ours.text}x`, ours.text.toLowerCase(), "' or true --"]) {
    expect(await findApiKey(wrong), wrong).toBeNull();
  }
  await revokeApiKey(user, ours.apiKey.id, clock.now());
  expect(await findApiKey(ours.text)).toBeNull();
  expect(await findApiKey(sams.text)).not.toBeNull();
  await deactivateUser(sam.user, clock.now());
  expect(await findApiKey(sams.text)).toBeNull();
});

test('the last use is stored at most once a minute', async () => {
  const { user, clock } = await newAccount();
  const { text } = await createApiKey(user, DIALER, clock.now());
  const lastUse = async () => (await listApiKeys(user))[0]?.lastUsedAt;
  const first = clock.now();
  await Promise.all([1, 2, 3].map(() => findApiKey(text, clock.now)));
  clock.pass(59_000);
  await findApiKey(text, clock.now);
  expect(await lastUse()).toEqual(first);
  clock.pass(2_000);
  await findApiKey(text, clock.now);
  expect(await lastUse()).toEqual(clock.now());
});

test('the app’s role sees the keys of one account only, and can make none', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  await createApiKey(a.user, DIALER, a.clock.now());
  expect(await transaction(b.account.id, (tx) => tx.select().from(apiKeys))).toEqual([]);
  const copy = sql`insert into api_key_hashes (hash, account_id, key_id) values ('x', ${a.account.id}, 1)`;
  await expect(transaction(a.account.id, (tx) => tx.execute(copy))).rejects.toThrow();
  await expect(
    transaction(a.account.id, (tx) => tx.execute(sql`select * from api_key_hashes`)),
  ).rejects.toThrow();
});
