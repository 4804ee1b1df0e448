import { expect, test } from 'vitest';
import type { User } from '@/db/schema';
import { createUser } from '@/lib/accounts/create-account';
import { createApiKey } from '@/lib/api-keys/create-api-key';
import { findApiKey } from '@/lib/api-keys/find-api-key';
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key';
import { grantsOf, type Context } from '@/lib/context';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { findBroadcast } from './find-broadcast';
import { listBroadcasts } from './list-broadcasts';
import { sendBroadcast } from './send-broadcast';
import { pauseBroadcast } from './steer-broadcast';

/** An account with two messengers; `as` is one of them on screen, `keyOf` a key of theirs. */
async function newStaff() {
  const made = await newAccount();
  const { account, ctx, clock } = made;
  const messenger = async (name: string) => {
    const input = { name, email: `${crypto.randomUUID()}@example.com`, password: 'correct horse' };
    const created = await createUser(account, input, 'messenger', clock.now());
    if (!created.ok) throw new Error(created.message);
    return created.user;
  };
  const as = (user: User): Context => ({
    ...ctx,
    actor: { kind: 'user', id: user.id, name: user.name, role: user.role },
    grants: grantsOf(user),
  });
  const keyOf = async (user: User) => {
    const scopes = ['read' as const, 'write' as const];
    const { apiKey, text } = await createApiKey(user, { name: 'Dialer', scopes }, clock.now());
    const found = await findApiKey(text, clock.now);
    if (!found) throw new Error('no key');
    return { ctx: found.ctx, revoke: () => revokeApiKey(user, apiKey.id, clock.now()) };
  };
  return { ...made, sam: await messenger('Sam Okafor'), ana: await messenger('Ana Flores'), as, keyOf };
}

async function send(ctx: Context) {
  const audience = { phones: [phoneOf(1)], contacts: [], groups: [], lists: [] };
  const sent = await sendBroadcast(ctx, { channel: 'text', message: 'Hello', scheduledAt: null, audience });
  if (!sent.ok) throw new Error(sent.message);
  return sent.id;
}

const listed = async (ctx: Context) => (await listBroadcasts(ctx)).broadcasts.map(({ id }) => id);

test('a messenger sees and steers what a key of theirs sent, also when the key is revoked', async () => {
  const { sam, as, keyOf } = await newStaff();
  const key = await keyOf(sam);
  const own = await send(as(sam));
  const made = await send(key.ctx);
  expect(await listed(as(sam))).toEqual([made, own]);
  await key.revoke();
  expect(await findBroadcast(as(sam), made)).toMatchObject({ id: made, by: 'Dialer' });
  expect(await pauseBroadcast(as(sam), made)).toMatchObject({ ok: true });
});

test('nobody else’s key is theirs, and a key sees only what it sent itself', async () => {
  const { ctx, sam, ana, as, keyOf } = await newStaff();
  const [samsKey, anasKey] = [await keyOf(sam), await keyOf(ana)];
  const [onScreen, bySam, byAna] = [await send(as(sam)), await send(samsKey.ctx), await send(anasKey.ctx)];
  expect(await listed(as(sam))).toEqual([bySam, onScreen]);
  expect(await listed(as(ana))).toEqual([byAna]);
  expect(await listed(samsKey.ctx)).toEqual([bySam]);
  expect(await findBroadcast(as(ana), bySam)).toBeNull();
  expect(await listed(ctx)).toEqual([byAna, bySam, onScreen]);
});

test('an account sees nothing of what the keys of another sent', async () => {
  const [a, b] = [await newStaff(), await newStaff()];
  const id = await send((await a.keyOf(a.sam)).ctx);
  expect(await findBroadcast(b.as(b.sam), id)).toBeNull();
  // Ids are the database's, not the account's: even a user of the same id would see nothing.
  expect(await listed({ ...b.as(b.sam), actor: a.as(a.sam).actor })).toEqual([]);
});
