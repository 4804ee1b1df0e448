import { expect, test } from 'vitest';
import { NotAllowed, NotFound } from '@/lib/outcome';
import { newAccount } from '@/lib/testing/account';
import { createGroup } from './create-group';
import { deleteGroup } from './delete-group';
import { findContact } from './find-contact';
import { listGroups } from './list-groups';
import { renameGroup } from './rename-group';
import { saveContact } from './save-contact';
import { setMembers } from './set-members';
import { aContact, contactForm, messengerOf } from './test-contacts';

async function aGroup(ctx: Parameters<typeof createGroup>[0], name: string) {
  const made = await createGroup(ctx, name);
  if (!made.ok) throw new Error(made.message);
  return made.id;
}

test('a group of the same name is the same group, in any case and made any number of times at once', async () => {
  const { ctx } = await newAccount();
  const ids = await Promise.all(['Choir', 'choir', 'CHOIR', 'Choir'].map((name) => aGroup(ctx, name)));
  expect(new Set(ids).size).toBe(1);
  expect(await listGroups(ctx)).toHaveLength(1);
});

test('a rename keeps the members, and a name that is taken is refused beside the field', async () => {
  const { ctx } = await newAccount();
  const contact = await aContact(ctx, { name: 'Ana', new_groups: ['Choir'] });
  const choir = (await findContact(ctx, contact))!.groups[0]!.id;
  await aGroup(ctx, 'Band');
  expect(await renameGroup(ctx, { id: choir, name: 'BAND' })).toMatchObject({
    reason: 'name_taken',
    fields: [{ field: 'name' }],
  });
  expect(await renameGroup(ctx, { id: choir, name: 'choir' })).toEqual({ ok: true, was: 'Choir' });
  expect(await renameGroup(ctx, { id: choir, name: 'Singers' })).toEqual({ ok: true, was: 'choir' });
  expect((await findContact(ctx, contact))?.groups).toEqual([{ id: choir, name: 'Singers' }]);
});

test('deleting a group keeps its contacts', async () => {
  const { ctx } = await newAccount();
  const contact = await aContact(ctx, { name: 'Ana', new_groups: ['Choir'] });
  const choir = (await findContact(ctx, contact))!.groups[0]!.id;
  await deleteGroup(ctx, choir);
  expect(await findContact(ctx, contact)).toMatchObject({ name: 'Ana', groups: [] });
  await expect(deleteGroup(ctx, choir)).rejects.toThrow(NotFound);
});

test('members are set as often as one likes; saving a contact sets its groups exactly', async () => {
  const { ctx } = await newAccount();
  const choir = await aGroup(ctx, 'Choir');
  const band = await aGroup(ctx, 'Band');
  const ana = await aContact(ctx, { name: 'Ana' });
  expect(await setMembers(ctx, choir, { add: [ana] })).toMatchObject({ added: 1 });
  expect(await setMembers(ctx, choir, { add: [ana] })).toMatchObject({ added: 0 });
  await saveContact(ctx, contactForm({ id: String(ana), name: 'Ana', group_ids: [band, band, 999_999_999] }));
  expect((await findContact(ctx, ana))?.groups).toEqual([{ id: band, name: 'Band' }]);
  expect(await setMembers(ctx, band, { remove: [ana] })).toMatchObject({ removed: 1 });
});

test('a messenger makes groups and fills them with their own contacts, but does not rename or delete what holds others’', async () => {
  const { ctx } = await newAccount();
  const sam = await messengerOf(ctx);
  const choir = await aGroup(sam, 'Choir');
  const hers = await aContact(ctx, { name: 'Ana' });
  const his = await aContact(sam, { name: 'Luis' });
  expect(await setMembers(sam, choir, { add: [hers, his] })).toMatchObject({ added: 1 });
  await setMembers(ctx, choir, { add: [hers] });
  expect(await setMembers(sam, choir, { remove: [hers] })).toMatchObject({ removed: 0 });
  expect(await listGroups(sam)).toMatchObject([{ name: 'Choir', members: 1 }]);
  expect(await listGroups(ctx)).toMatchObject([{ name: 'Choir', members: 2 }]);
  await expect(renameGroup(sam, { id: choir, name: 'Mine' })).rejects.toThrow(NotAllowed);
  await expect(deleteGroup(sam, choir)).rejects.toThrow(NotAllowed);
});

test('account B neither sees nor fills, renames or deletes a group of account A', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  const choir = await aGroup(a.ctx, 'Choir');
  const theirs = await aContact(b.ctx, { name: 'Bo' });
  expect(await listGroups(b.ctx)).toEqual([]);
  await expect(setMembers(b.ctx, choir, { add: [theirs] })).rejects.toThrow(NotFound);
  await expect(renameGroup(b.ctx, { id: choir, name: 'B' })).rejects.toThrow(NotFound);
  await expect(deleteGroup(b.ctx, choir)).rejects.toThrow(NotFound);
  await saveContact(b.ctx, contactForm({ id: String(theirs), name: 'Bo', group_ids: [choir] }));
  expect((await findContact(b.ctx, theirs))?.groups).toEqual([]);
  expect(await setMembers(a.ctx, choir, { add: [theirs] })).toMatchObject({ added: 0 });
});
