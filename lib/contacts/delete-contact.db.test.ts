import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { transaction } from '@/db/client';
import type { Context } from '@/lib/context';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { optOut } from '@/lib/opt-outs/opt-out';
import { verify } from '@/lib/opt-outs/verify';
import { NotFound } from '@/lib/outcome';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { deleteContact } from './delete-contact';
import { findContact } from './find-contact';
import { listContacts } from './list-contacts';
import { purgeContacts } from './purge-contacts';
import { restoreContact } from './restore-contact';
import { saveContact } from './save-contact';
import { aContact, contactForm, messengerOf } from './test-contacts';

const DAY_MS = 86_400_000;
const list = (ctx: Context) => listContacts(ctx, { sort: 'name.asc' });
const listDeleted = (ctx: Context) => listContacts(ctx, { sort: 'name.asc', show: 'deleted' });
const countRows = (ctx: Context) =>
  transaction(ctx.account.id, async (tx) => {
    const [row] = await tx.execute<{ n: number }>(sql`
      select ((select count(*) from contacts) + (select count(*) from contact_phones) +
        (select count(*) from group_members))::int as n`);
    return row?.n;
  });

test('a deleted contact leaves the list and can be restored whole for 30 days; twice is once', async () => {
  const { ctx, clock } = await newAccount();
  const id = await aContact(ctx, { name: 'Ana', phone_1: '5125550101', notes: 'N', new_groups: ['Choir'] });
  const before = await findContact(ctx, id);
  expect(await deleteContact(ctx, id)).toEqual({ ok: true, name: 'Ana' });
  clock.pass(29 * DAY_MS);
  expect(await deleteContact(ctx, id)).toEqual({ ok: true, name: 'Ana' });
  expect(await list(ctx)).toMatchObject({ total: 0, deleted: 1, rows: [] });
  expect((await listDeleted(ctx)).rows).toMatchObject([{ name: 'Ana' }]);
  expect(await restoreContact(ctx, id)).toEqual({ ok: true, name: 'Ana' });
  expect(await restoreContact(ctx, id)).toEqual({ ok: true, name: 'Ana' });
  expect(await findContact(ctx, id)).toEqual(before);
});

test('after 30 days it is gone for good: not listed, not restored, and cleared away by the housekeeping, alone', async () => {
  const { ctx, clock } = await newAccount();
  const id = await aContact(ctx, { name: 'Ana', phone_1: '5125550101', new_groups: ['Choir'] });
  const other = await aContact(ctx, { name: 'Luis' });
  await deleteContact(ctx, id);
  clock.pass(30 * DAY_MS);
  expect((await listDeleted(ctx)).rows).toEqual([]);
  expect(await findContact(ctx, id)).toBeNull();
  await expect(restoreContact(ctx, id)).rejects.toThrow(NotFound);
  expect(await countRows(ctx)).toBe(4);
  await purgeContacts(ctx.now());
  expect(await countRows(ctx)).toBe(1);
  expect(await findContact(ctx, other)).toMatchObject({ name: 'Luis' });
});

test('deleting, restoring and forgetting a contact never touches an opt-out', async () => {
  const { ctx, clock, recipient, account } = await newAccount();
  await optOut(recipient, {
    phones: [phoneOf(1)],
    channels: { voice: true, text: true },
    source: 'text_reply',
  });
  const id = await aContact(ctx, { name: 'Ana', phone_1: phoneOf(1) });
  const before = await findPhone(ctx, phoneOf(1));
  await deleteContact(ctx, id);
  expect(await findPhone(ctx, phoneOf(1))).toEqual(before);
  await restoreContact(ctx, id);
  await deleteContact(ctx, id);
  clock.pass(31 * DAY_MS);
  await purgeContacts(ctx.now());
  expect(await findPhone(ctx, phoneOf(1))).toMatchObject({
    type: 'both',
    seq: 1,
    text: { lock: 'text_reply' },
  });
  expect((await verify(account.id)).differences).toEqual([]);
});

test('a deleted contact is not edited; it has to be restored first', async () => {
  const { ctx } = await newAccount();
  const id = await aContact(ctx, { name: 'Ana' });
  await deleteContact(ctx, id);
  await expect(saveContact(ctx, contactForm({ id: String(id), name: 'Bea' }))).rejects.toThrow(NotFound);
});

test('neither another account nor a messenger whose it is not deletes or restores it', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  const sam = await messengerOf(a.ctx);
  const id = await aContact(a.ctx, { name: 'Ana' });
  for (const ctx of [b.ctx, sam]) await expect(deleteContact(ctx, id)).rejects.toThrow(NotFound);
  await deleteContact(a.ctx, id);
  for (const ctx of [b.ctx, sam]) await expect(restoreContact(ctx, id)).rejects.toThrow(NotFound);
  expect((await listDeleted(sam)).rows).toEqual([]);
});
