import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { newAccount } from '@/lib/testing/account';
import type { Context } from '@/lib/context';
import type { ContactFilter } from './filter';
import { parseContactFilter } from './filter';
import { listContacts } from './list-contacts';
import { aContact, messengerOf } from './test-contacts';

const names = async (ctx: Context, filter: Partial<ContactFilter> = {}) =>
  (await listContacts(ctx, { sort: 'name.asc', ...filter })).rows.map(({ name }) => name);

test('contacts stand by name, whatever its case, and can be turned round', async () => {
  const { ctx } = await newAccount();
  for (const name of ['bea', 'Ana', 'Carl', 'ana']) await aContact(ctx, { name });
  expect(await names(ctx)).toEqual(['Ana', 'ana', 'bea', 'Carl']);
  expect(await names(ctx, { sort: 'name.desc' })).toEqual(['Carl', 'bea', 'ana', 'Ana']);
});

test('pages go forward and back without a gap or a repeat, also among namesakes', async () => {
  const { ctx } = await newAccount();
  for (let i = 0; i < 7; i++) await aContact(ctx, { name: i < 4 ? 'Ana' : `Bo ${i}` });
  const at = (cursor?: string) => listContacts(ctx, { sort: 'name.asc', cursor }, { limit: 3 });
  const first = await at();
  const second = await at(first.next!);
  const third = await at(second.next!);
  expect([...first.rows, ...second.rows, ...third.rows].map(({ id }) => id)).toEqual(
    [...new Set([...first.rows, ...second.rows, ...third.rows].map(({ id }) => id))].slice(0, 7),
  );
  expect([first.rows.length, second.rows.length, third.rows.length]).toEqual([3, 3, 1]);
  expect(first).toMatchObject({ previous: null, count: 7 });
  expect(third.next).toBeNull();
  expect((await at(third.previous!)).rows).toEqual(second.rows);
  expect((await at(second.previous!)).rows).toEqual(first.rows);
});

test.each([
  ['flores', ['Ana Flores']],
  ['FLO ana', ['Ana Flores']],
  ['555-0101', ['Ana Flores', 'Luis']],
  ['(512) 555-0101', ['Ana Flores', 'Luis']],
  ['+1 512.555.0102', ['Ana Flores']],
  ['0102', ['Ana Flores']],
  ['Team 2', ['Team 2']],
  ['100%', ['100% sure']],
  ['00_', []],
  ['c:\\', ['Office c:\\ drive']],
  ['nobody', []],
  ["'; drop", []],
])('a search for %s finds %j', async (search, found) => {
  const { ctx } = await newAccount();
  await aContact(ctx, { name: 'Ana Flores', phone_1: '5125550101', phone_2: '5125550102' });
  await aContact(ctx, { name: 'Luis', phone_1: '5125550101' });
  await aContact(ctx, { name: 'Team 2' });
  await aContact(ctx, { name: '100% sure' });
  await aContact(ctx, { name: 'Office c:\\ drive' });
  expect(await names(ctx, { search })).toEqual(found);
});

test('a search finds nothing of another account, nor of another messenger', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  const sam = await messengerOf(a.ctx);
  await aContact(a.ctx, { name: 'Ana', phone_1: '5125550101' });
  await aContact(sam, { name: 'Ana of Sam', phone_1: '5125550101' });
  for (const search of ['ana', '5550101']) {
    expect(await names(a.ctx, { search })).toEqual(['Ana', 'Ana of Sam']);
    expect(await names(sam, { search })).toEqual(['Ana of Sam']);
    expect(await listContacts(b.ctx, { sort: 'name.asc', search })).toMatchObject({ count: 0, rows: [] });
  }
});

test('digits that thousands hold are counted exactly, and their pages stand by name', async () => {
  const { ctx } = await newAccount();
  await transaction(ctx.account.id, (tx) =>
    tx.execute(sql`
      with made as (
        insert into contacts (account_id, name, created_at, updated_at)
        select ${ctx.account.id}::bigint, 'Person ' || lpad(n::text, 4, '0'), now(), now() from generate_series(1, 2500) n
        returning account_id, id, name)
      insert into contact_phones (account_id, contact_id, n, phone)
      select account_id, id, 1, 15127000000 + right(name, 4)::bigint from made`),
  );
  const first = await listContacts(ctx, { sort: 'name.asc', search: '512' });
  expect(first.count).toBe(2500);
  const second = await listContacts(ctx, { sort: 'name.asc', search: '512', cursor: first.next! });
  expect([first, second].flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual(
    Array.from({ length: 100 }, (_, n) => `Person ${String(n + 1).padStart(4, '0')}`),
  );
  expect(await names(ctx, { search: '7000042' })).toEqual(['Person 0042']);
});

test('a group shows its members, and counts only those that are theirs to see', async () => {
  const { ctx } = await newAccount();
  const sam = await messengerOf(ctx);
  await aContact(ctx, { name: 'Ana', new_groups: ['Choir'] });
  await aContact(sam, { name: 'Luis', new_groups: ['choir', 'Band'] });
  const { rows } = await listContacts(ctx, { sort: 'name.asc' });
  expect(rows[1]?.groups.map(({ name }) => name)).toEqual(['Band', 'Choir']);
  const choir = rows[0]?.groups[0]?.id;
  expect(await names(ctx, { group: choir })).toEqual(['Ana', 'Luis']);
  expect(await names(sam, { group: choir })).toEqual(['Luis']);
});

test('an address that can’t be read is read as far as it can be, and says what was left out', async () => {
  const { ctx } = await newAccount();
  await aContact(ctx, { name: 'Ana' });
  const { filter, problems } = parseContactFilter({
    group: 'x',
    show: 'all',
    sort: 'id',
    cursor: 'AAAA',
    search: ['a', 'ana'],
  });
  expect(problems.map(({ field }) => field)).toEqual(['group', 'show', 'sort']);
  expect(await names(ctx, filter)).toEqual(['Ana']);
});
