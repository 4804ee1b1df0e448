import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { transaction } from '@/db/client';
import type { AudienceListId, BroadcastId, Channel, GroupId } from '@/db/vocabulary';
import { deleteContact } from '@/lib/contacts/delete-contact';
import { deleteGroup } from '@/lib/contacts/delete-group';
import { listGroups } from '@/lib/contacts/list-groups';
import { aContact } from '@/lib/contacts/test-contacts';
import type { Context } from '@/lib/context';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { optOut } from '@/lib/opt-outs/opt-out';
import { NotFound } from '@/lib/outcome';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { deliverBroadcast } from './deliver-broadcast';
import { findBroadcast } from './find-broadcast';
import type { Audience } from './input';
import { listBroadcasts } from './list-broadcasts';
import { listInvalid, listRecipients } from './list-recipients';
import { optOutRecipient } from './opt-out-recipient';
import { purgeLists } from './purge-lists';
import { receiveList } from './receive-list';
import { screenAudience } from './screen-audience';
import { sendComposed } from './send-composed';

const NONE = { phones: [], contacts: [], groups: [], lists: [] };
const composed = (more: object = {}) => ({
  channel: 'text' as const,
  message: 'Hello',
  later: null,
  audience: { ...NONE, phones: [phoneOf(1), phoneOf(2)] },
  ...more,
});

/** What a browser sends when somebody chooses a file. */
function requestWith(name: string, content: string): Request {
  const form = new FormData();
  form.set('file', new File([content], name));
  return new Request('http://localhost/', { method: 'POST', body: form });
}

async function listOf(ctx: Context, content: string) {
  process.env.DATA_DIR ??= await mkdtemp(path.join(os.tmpdir(), 'opt-out-lists-'));
  const received = await receiveList(ctx, requestWith('list.csv', content));
  if (!received.ok) throw new Error(received.message);
  return received.list;
}

/** The lists whose phones are still here. */
async function listsKept(ctx: Context): Promise<AudienceListId[]> {
  const rows = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ id: string }>(sql`
      select id::text from audience_lists union select list_id::text from audience_list_phones order by id`),
  );
  return rows.map(({ id }) => Number(id) as AudienceListId);
}

async function sent(ctx: Context, more?: object): Promise<BroadcastId> {
  const done = await sendComposed(ctx, composed(more));
  if (!done.ok) throw new Error(done.message);
  return done.id;
}

async function screened(ctx: Context, channel: Channel, audience: Audience) {
  const done = await screenAudience(ctx, channel, audience);
  return done.ok ? done.screening : done;
}

const messenger = (ctx: Context, id: number): Context => ({
  ...ctx,
  actor: { kind: 'user', id, name: 'Sam Okafor', role: 'messenger' },
  grants: { ...ctx.grants, all: false },
});

describe('a file of recipients', () => {
  test('is read by its phone column; what is no phone is kept with the reason', async () => {
    const { ctx } = await newAccount();
    const list = await listOf(
      ctx,
      'Name,Mobile\nAna,512-555-0101\nBen,(512) 555-0102\nCyd,none\nDee,5125550101\n',
    );
    expect(list).toMatchObject({ fileName: 'list.csv', phones: 2, invalid: 1, columns: ['Mobile'] });
    const audience = { ...NONE, lists: [list.id] };
    expect(await screened(ctx, 'text', audience)).toMatchObject({
      recipients: 2,
      allowed: 2,
      invalid: 1,
      unreadable: [{ input: 'none' }],
    });
    const id = await sent(ctx, { audience });
    expect(await listInvalid(ctx, id)).toMatchObject([{ input: 'none' }]);
  });

  test('together with pasted numbers counts each phone once', async () => {
    const { ctx } = await newAccount();
    const { id } = await listOf(ctx, 'Phone\n5125550101\n5125550102\n');
    const audience = { ...NONE, phones: ['512 555 0102', '512 555 0103'], lists: [id] };
    expect(await screened(ctx, 'text', audience)).toMatchObject({ recipients: 3, allowed: 3 });
  });

  test.each([
    ['Name\nAna\nBen\n', /phone number/],
    ['', /empty/],
  ])('without phones is refused: %j', async (content, words) => {
    const { ctx } = await newAccount();
    const received = await receiveList(ctx, requestWith('list.csv', content));
    expect(received.ok || received.message).toMatch(words);
  });

  test('is nobody’s of another account, and not another messenger’s', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const { id } = await listOf(a.ctx, 'Phone\n5125550101\n');
    const audience = { ...NONE, lists: [id] };
    expect(await screened(b.ctx, 'text', audience)).toMatchObject({ reason: 'missing' });
    const other = messenger(a.ctx, a.user.id + 1_000);
    expect(await screened(other, 'text', audience)).toMatchObject({ reason: 'missing' });
    const same = messenger(a.ctx, a.user.id);
    expect(await screened(same, 'text', audience)).toMatchObject({ recipients: 1 });
  });

  test('is gone after a day, of every account, and what was sent to it stands', async () => {
    // Before all other tests' lists, which are not to be forgotten with these.
    const at = '2020-01-06T15:00:00Z';
    const [a, b] = [await newAccount({ at }), await newAccount({ at })];
    const old = [await listOf(a.ctx, 'Phone\n5125550101\n'), await listOf(b.ctx, 'Phone\n5125550102\n')];
    const id = await sent(a.ctx, { audience: { ...NONE, lists: [old[0]!.id] } });
    a.clock.pass(23 * 3_600_000);
    const young = await listOf(a.ctx, 'Phone\n5125550103\n');
    await purgeLists(a.ctx.now());
    expect(await listsKept(b.ctx)).toEqual([old[1]!.id]);
    a.clock.pass(3_600_000);
    await purgeLists(a.ctx.now());
    expect(await listsKept(a.ctx)).toEqual([young.id]);
    expect(await listsKept(b.ctx)).toEqual([]);
    expect((await listRecipients(a.ctx, id)).recipients).toMatchObject([{ phone: phoneOf(1) }]);
  });
});

describe('what was chosen and is gone', () => {
  test('is refused by its place, before and when sending, and nobody is messaged', async () => {
    const { ctx } = await newAccount();
    const ana = await aContact(ctx, { name: 'Ana', phone_1: phoneOf(1), new_groups: ['Choir'] });
    const ben = await aContact(ctx, { name: 'Ben', phone_1: phoneOf(2), new_groups: ['Band'] });
    const [choir, band] = (await listGroups(ctx)).map(({ id }) => id).toReversed() as [GroupId, GroupId];
    const kept = await listOf(ctx, 'Phone\n5125550103\n');
    const gone = await listOf(ctx, 'Phone\n5125550104\n');
    const audience = {
      phones: [phoneOf(5)],
      contacts: [ana, ben],
      groups: [choir, band],
      lists: [kept.id, gone.id],
    };
    expect(await screened(ctx, 'text', audience)).toMatchObject({ recipients: 5 });
    await transaction(ctx.account.id, (tx) =>
      tx.execute(sql`delete from audience_lists where id = ${gone.id}::bigint`),
    );
    await deleteGroup(ctx, band);
    await deleteContact(ctx, ben);
    const refused = {
      ok: false,
      reason: 'missing',
      fields: [
        { field: 'audience.lists.1' },
        { field: 'audience.groups.1' },
        { field: 'audience.contacts.1' },
      ],
    };
    expect(await screened(ctx, 'text', audience)).toMatchObject(refused);
    expect(await sendComposed(ctx, composed({ audience }))).toMatchObject(refused);
    expect((await listBroadcasts(ctx)).broadcasts).toEqual([]);
    const rest = { ...audience, contacts: [ana], groups: [choir], lists: [kept.id] };
    expect(await screened(ctx, 'text', rest)).toMatchObject({ recipients: 3 });
  });
});

describe('the composer’s Send', () => {
  test('goes out at a time of the account’s clock', async () => {
    const { ctx } = await newAccount();
    const id = await sent(ctx, { later: { day: '2026-12-01', time: '09:30' } });
    expect(await findBroadcast(ctx, id)).toMatchObject({
      status: 'scheduled',
      scheduledAt: new Date('2026-12-01T15:30:00Z'),
    });
  });

  test.each([
    [{ day: '2026-11-23', time: '08:59' }, /passed/],
    [{ day: '2027-03-14', time: '02:30' }, /no clock/i],
    [{ day: '2027-02-30', time: '09:00' }, /no clock/i],
  ])('at %j is refused beside its field, and nothing is stored', async (later, words) => {
    const { ctx } = await newAccount();
    const refused = await sendComposed(ctx, composed({ later }));
    expect(refused).toMatchObject({ ok: false, fields: [{ field: 'later' }] });
    expect(refused.ok || refused.message).toMatch(words);
  });

  test('repeated after its time has come finds what it had scheduled, as it would a minute before', async () => {
    const { ctx, clock } = await newAccount();
    const keyed = { ...ctx, requestKey: 'key 1' };
    const later = { day: '2026-11-23', time: '09:05' };
    const id = await sent(keyed, { later });
    clock.pass(10 * 60_000);
    expect(await sendComposed(keyed, composed({ later }))).toEqual({ ok: true, id });
    expect(await sendComposed({ ...ctx, requestKey: 'key 2' }, composed({ later }))).toMatchObject({
      ok: false,
    });
  });

  test('refuses a text longer than a carrier takes', async () => {
    const { ctx } = await newAccount();
    expect(await sendComposed(ctx, composed({ message: 'x'.repeat(1_601) }))).toMatchObject({
      fields: [{ field: 'message' }],
    });
  });
});

describe('opting out a recipient', () => {
  test('closes what was chosen, is counted with the broadcast, and the waiting message is not sent', async () => {
    const { ctx } = await newAccount();
    const id = await sent(ctx);
    const phone = phoneOf(1);
    const done = await optOutRecipient(ctx, { id, phone, voice: false, text: true });
    expect(done).toMatchObject({ ok: true, message: '(512) 555-0101 will get no more texts.' });
    expect(await findPhone(ctx, phone)).toMatchObject({ text: { source: 'broadcast' }, voice: null });
    await deliverBroadcast(ctx.account.id, id, { until: new Date(Date.now() + 20_000) });
    const { recipients } = await listRecipients(ctx, id, { status: 'suppressed' });
    expect(recipients).toMatchObject([{ phone, reason: 'opted_out', source: 'broadcast', optedOut: true }]);
    expect((await findBroadcast(ctx, id))?.counts).toMatchObject({ suppressed: 1, opted_out: 1 });
  });

  test('a second time says that they had, and is recorded again', async () => {
    const { ctx } = await newAccount();
    const id = await sent(ctx);
    const form = { id, phone: phoneOf(1), voice: true, text: true };
    await optOutRecipient(ctx, form);
    expect(await optOutRecipient(ctx, form)).toMatchObject({ message: expect.stringContaining('already') });
    expect((await findBroadcast(ctx, id))?.counts.opted_out).toBe(1);
  });

  test('is not possible for who is no recipient, of another account’s broadcast or another messenger’s', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const id = await sent(a.ctx);
    const form = { id, phone: phoneOf(1), voice: true, text: true };
    const other = messenger(a.ctx, a.user.id + 1_000);
    await expect(optOutRecipient(b.ctx, form)).rejects.toThrow(NotFound);
    await expect(optOutRecipient(other, form)).rejects.toThrow(NotFound);
    for (const phone of [phoneOf(9), 'nobody', '5125550101']) {
      await expect(optOutRecipient(a.ctx, { ...form, phone })).rejects.toThrow(NotFound);
    }
    expect(await findPhone(a.ctx, phoneOf(1))).toBeNull();
  });
});

test('the pages of recipients lead forward and back', async () => {
  const { ctx } = await newAccount();
  const phones = [1, 2, 3, 4, 5].map(phoneOf);
  const id = await sent(ctx, { audience: { ...NONE, phones } });
  const first = await listRecipients(ctx, id, { limit: 2 });
  expect(first).toMatchObject({ previous: null, next: phoneOf(2) });
  const second = await listRecipients(ctx, id, { limit: 2, after: phoneOf(2) });
  expect(second).toMatchObject({ previous: phoneOf(3), next: phoneOf(4) });
  const last = await listRecipients(ctx, id, { limit: 2, after: phoneOf(4) });
  expect(last).toMatchObject({ previous: phoneOf(5), next: null });
  const back = await listRecipients(ctx, id, { limit: 2, before: phoneOf(5) });
  expect(back.recipients.map(({ phone }) => phone)).toEqual([phoneOf(3), phoneOf(4)]);
  expect(await listRecipients(ctx, id, { limit: 2, before: phoneOf(3) })).toEqual(first);
});

test('screening names who is out, under review or no phone, and since when', async () => {
  const { ctx } = await newAccount();
  await optOut(ctx, { phones: [phoneOf(1)], channels: { voice: false, text: true }, source: 'manual' });
  const audience = { ...NONE, phones: [phoneOf(1), phoneOf(2), 'x'] };
  expect(await screened(ctx, 'text', audience)).toMatchObject({
    recipients: 2,
    allowed: 1,
    suppressed: 1,
    held: 0,
    invalid: 1,
    notMessaged: [{ phone: phoneOf(1), shown: '(512) 555-0101', reason: 'opted_out', source: 'manual' }],
    unreadable: [{ input: 'x' }],
  });
  expect(await screened(ctx, 'voice', audience)).toMatchObject({ allowed: 2 });
});
