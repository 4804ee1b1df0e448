import { expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { conversations } from '@/db/schema';
import { phoneOf } from '@/lib/testing/account';
import { newTextedAccount } from '@/lib/testing/texted';
import { findConversation } from './find-conversation';
import { countUnread, listConversations } from './list-conversations';
import { markRead } from './mark-read';
import { receiveStatus } from './receive-status';

const phone = phoneOf(42);

test('the Inbox has one line a phone, the newest first, with what is unread, held or closed', async () => {
  const { ctx, text, clock } = await newTextedAccount();
  await text('See you at 5');
  clock.pass(60_000);
  await text('this is spam', { from: phoneOf(1) });
  clock.pass(60_000);
  await text('STOP', { from: phoneOf(2) });
  clock.pass(60_000);
  await text('Thanks!');
  expect((await listConversations(ctx)).lines).toMatchObject([
    { phone, lastBody: 'Thanks!', unread: 2, optedOut: null, review: null },
    { phone: phoneOf(2), optedOut: 'both' },
    { phone: phoneOf(1), review: { dueOn: '2026-12-08', businessDaysLeft: 10 } },
  ]);
  const shown = async (view: 'unread' | 'review' | 'opted_out') =>
    (await listConversations(ctx, { view })).lines.map((line) => line.phone);
  expect(await shown('review')).toEqual([phoneOf(1)]);
  expect(await shown('opted_out')).toEqual([phoneOf(2)]);
  await markRead(ctx, { phone });
  expect(await shown('unread')).toEqual([phoneOf(2), phoneOf(1)]);
  expect(await countUnread(ctx)).toBe(2);
});

test('more conversations than a page are walked one by one, none twice, also of the same moment', async () => {
  const { ctx, text } = await newTextedAccount();
  const all = Array.from({ length: 103 }, (_, n) => phoneOf(n));
  for (const from of all) await text('hello', { from });
  const seen: string[] = [];
  let before: string | null = null;
  do {
    const page = await listConversations(ctx, { before });
    seen.push(...page.lines.map((line) => line.phone));
    before = page.next;
  } while (before);
  expect(seen).toEqual(all.toReversed());
});

test('all that is unread is counted, however long ago it came', async () => {
  const { ctx, text, clock } = await newTextedAccount();
  await text('Who is this?');
  clock.pass(60_000);
  const later = Array.from({ length: 600 }, (_, n) => ({
    accountId: ctx.account.id,
    phone: phoneOf(100 + n),
    lastAt: ctx.now(),
    lastBody: 'Thanks!',
  }));
  await transaction(ctx.account.id, (tx) => tx.insert(conversations).values(later));
  expect(await countUnread(ctx)).toBe(1);
});

test('a conversation shows both sides in order: what we sent, what they said and how it was read, the confirmation', async () => {
  const { ctx, text, clock, handOff } = await newTextedAccount();
  await handOff(phone, `SMinbox${ctx.account.id}`);
  clock.pass(60_000);
  await text('please stop texting me');
  clock.pass(60_000);
  await text('UNSTOP');
  expect(await findConversation(ctx, phone)).toMatchObject({
    optedOut: 'voice',
    textLock: null,
    unread: 2,
    items: [
      { kind: 'sent', what: 'broadcast', body: 'Practice is at 5.', status: 'sent' },
      { kind: 'received', reading: 'opt_out', matched: 'stop texting', changed: true, mayCorrect: true },
      { kind: 'received', reading: 'start', changed: true },
      { kind: 'sent', what: 'confirmation' },
    ],
  });
});

test('a conversation says which lock is on text: the carrier’s block is no STOP of theirs', async () => {
  const { ctx, text, clock, handOff } = await newTextedAccount();
  await text('hello');
  const carrierId = `SMblocked${ctx.account.id}`;
  await handOff(phone, carrierId);
  await receiveStatus({ carrierId, status: 'undelivered', errorCode: '21610' }, clock.now());
  expect(await findConversation(ctx, phone)).toMatchObject({ optedOut: 'both', textLock: 'carrier' });
  await text('STOP', { from: phoneOf(1) });
  expect(await findConversation(ctx, phoneOf(1))).toMatchObject({ textLock: 'text_reply' });
});

test('another account sees nothing of it', async () => {
  const [a, b] = [await newTextedAccount(), await newTextedAccount()];
  await a.text('hello');
  expect(await findConversation(b.ctx, phone)).toBeNull();
  expect((await listConversations(b.ctx)).lines).toEqual([]);
  await markRead(b.ctx, { phone });
  expect(await countUnread(a.ctx)).toBe(1);
});

test.each(['', 'x', '999999999999999999-1', '-', '1e5-15125550142'])(
  'a page named %j is the first',
  async (before) => {
    const { ctx, text } = await newTextedAccount();
    await text('hello');
    expect((await listConversations(ctx, { before })).lines).toHaveLength(1);
  },
);
