import { describe, expect, test } from 'vitest';
import type { Source } from '@/db/vocabulary';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { findPhone } from './find-phone';
import { optIn, optInFromHandset } from './opt-in';
import { optOut } from './opt-out';
import { verify } from './verify';

const phone = phoneOf(42);
const BOTH = { voice: true, text: true };
const VOICE = { voice: true, text: false };
const TEXT = { voice: false, text: true };
const consent = { method: 'phone' as const, day: '2026-11-23', note: null, accepted: true as const };

/** What each event closes and locks, for a phone nobody ever mentioned. */
describe('the state table', () => {
  const rows: [
    Source,
    { voice: boolean; text: boolean },
    { voice: boolean; text: boolean; lock: string | null },
  ][] = [
    ['text_reply', VOICE, { voice: true, text: true, lock: 'text_reply' }],
    ['reply_detected', VOICE, { voice: true, text: true, lock: null }],
    ['carrier', VOICE, { voice: true, text: true, lock: 'carrier' }],
    ['keypress', BOTH, { voice: true, text: false, lock: null }],
    ['inbound_call', BOTH, { voice: true, text: false, lock: null }],
    ...(['web', 'manual', 'upload', 'contact', 'broadcast', 'conversation', 'api'] as const).flatMap(
      (source): typeof rows => [
        [source, VOICE, { voice: true, text: false, lock: null }],
        [source, TEXT, { voice: false, text: true, lock: null }],
        [source, BOTH, { voice: true, text: true, lock: null }],
      ],
    ),
  ];
  test.each(rows)('%s, asked for %o, closes %o', async (source, channels, expected) => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [phone], channels, source });
    const state = await findPhone(ctx, phone);
    expect({
      voice: Boolean(state?.voice),
      text: Boolean(state?.text),
      lock: state?.text?.lock ?? null,
    }).toEqual(expected);
    if (expected.voice) expect(state?.voice?.source).toBe(source);
    if (expected.text) expect(state?.text?.source).toBe(source);
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('pressing 3 closes calls and texts from 31 January 2027, in the account’s own calendar', async () => {
    const { ctx, clock } = await newAccount({ at: '2027-01-31T05:30:00Z' }); // still the 30th in Chicago
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'keypress' });
    expect((await findPhone(ctx, phone))?.type).toBe('voice');
    clock.set('2027-01-31T06:30:00Z');
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'keypress' });
    expect((await findPhone(ctx, phone))?.type).toBe('both');
  });

  test.each([
    ['voice', 'voice'],
    ['both', 'both'],
  ] as const)('pressing 3 closes %s for good where the master chose so', async (keypressRule, type) => {
    const { ctx } = await newAccount({ at: '2027-06-01T12:00:00Z' });
    await optOut(
      { ...ctx, account: { ...ctx.account, keypressRule } },
      { phones: [phone], channels: BOTH, source: 'keypress' },
    );
    expect((await findPhone(ctx, phone))?.type).toBe(type);
  });
});

test('rule 1: STOP then UNSTOP leaves text open and voice still closed', async () => {
  const { ctx, recipient } = await newAccount();
  await optOut(recipient, {
    phones: [phone],
    channels: BOTH,
    source: 'text_reply',
    evidence: { words: 'Stop.' },
  });
  expect(await optInFromHandset(recipient, { phone, words: 'UNSTOP', to: null })).toEqual({
    reopened: true,
    voiceClosed: true,
  });
  const state = await findPhone(ctx, phone);
  expect(state?.type).toBe('voice');
  expect(state?.history[0]).toMatchObject({ action: 'opt_in', changed: ['text'], changedLock: true });
});

test('UNSTOP from a phone whose text is open changes nothing', async () => {
  const { ctx, recipient } = await newAccount();
  expect(await optInFromHandset(recipient, { phone, words: 'UNSTOP', to: null })).toEqual({
    reopened: false,
    voiceClosed: false,
  });
  expect(await findPhone(ctx, phone)).toBeNull();
});

describe('rule 2: closing a closed channel', () => {
  test('keeps source, date and who, and is recorded', async () => {
    const { ctx, clock } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
    const first = await findPhone(ctx, phone);
    clock.pass(86_400_000);
    const [again] = await optOut(ctx, { phones: [phone], channels: BOTH, source: 'api' });
    expect(again).toMatchObject({ closedVoice: false, closedText: false, locked: false, isNew: false });
    const state = await findPhone(ctx, phone);
    expect([state?.voice, state?.text]).toEqual([first?.voice, first?.text]);
    expect(state?.history).toHaveLength(2);
    expect(state?.history[0]).toMatchObject({ source: 'api', channels: ['voice', 'text'], changed: [] });
  });

  test.each(['text_reply', 'carrier'] as const)(
    'a %s takes over an earlier manual opt-out: the lock is added, source and date stand',
    async (source) => {
      const { ctx, clock, recipient } = await newAccount();
      await optOut(ctx, { phones: [phone], channels: TEXT, source: 'manual' });
      const before = await findPhone(ctx, phone);
      clock.pass(1000);
      const [closing] = await optOut(recipient, { phones: [phone], channels: BOTH, source });
      expect(closing).toMatchObject({ closedVoice: true, closedText: false, locked: true });
      const state = await findPhone(ctx, phone);
      expect(state?.text).toEqual({ ...before?.text, lock: source, lockedAt: clock.now() });
      expect((await verify(ctx.account.id)).differences).toEqual([]);
    },
  );

  test('a carrier’s block does not replace the lock of a STOP', async () => {
    const { ctx, clock } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'text_reply' });
    const stopped = await findPhone(ctx, phone);
    clock.pass(1000);
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'carrier' });
    expect((await findPhone(ctx, phone))?.text).toEqual(stopped?.text);
  });

  test('an upload for voice of a phone with locked text closes voice and leaves the lock', async () => {
    const { ctx, recipient, account } = await newAccount();
    await optOut(recipient, { phones: [phone], channels: BOTH, source: 'text_reply' });
    const seen = (await findPhone(ctx, phone))?.seq ?? 0;
    await optIn(ctx, { phone, channels: VOICE, consent, seen });
    const [closing] = await optOut(ctx, { phones: [phone], channels: VOICE, source: 'upload' });
    expect(closing).toMatchObject({ closedVoice: true, closedText: false });
    expect((await findPhone(ctx, phone))?.text?.lock).toBe('text_reply');
    expect((await verify(account.id)).differences).toEqual([]);
  });
});

test('rule 5: when the last closed channel opens, the phone leaves the report and its history stays', async () => {
  const { ctx } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: VOICE, source: 'manual' });
  await optIn(ctx, { phone, channels: VOICE, consent, seen: 1 });
  const state = await findPhone(ctx, phone);
  expect(state).toMatchObject({ type: null, voice: null, text: null });
  expect(state?.history.map((line) => line.action)).toEqual(['opt_in', 'opt_out']);
});

test('rule 8: the report says the source and the date of the earliest channel that is closed now', async () => {
  const { ctx, clock } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: VOICE, source: 'keypress' });
  const pressed = clock.now();
  clock.pass(1000);
  await optOut(ctx, { phones: [phone], channels: TEXT, source: 'manual' });
  const { listOptOuts } = await import('./list-opt-outs');
  const list = async (filter = {}) => (await listOptOuts(ctx, { sort: 'added_at.desc', ...filter })).rows;
  expect((await list())[0]).toMatchObject({ source: 'keypress', addedAt: pressed });
  expect(await list({ source: 'manual' })).toHaveLength(1);
  await optIn(ctx, { phone, channels: VOICE, consent, seen: 2 });
  expect((await list())[0]).toMatchObject({ source: 'manual', addedAt: clock.now() });
  expect(await list({ source: 'keypress' })).toHaveLength(0);
});

test('a phone that is named twice in one request is closed once', async () => {
  const { ctx } = await newAccount();
  expect(await optOut(ctx, { phones: [phone, phone], channels: BOTH, source: 'api' })).toHaveLength(1);
  expect((await findPhone(ctx, phone))?.history).toHaveLength(1);
});

test('account B cannot see, close or open what is account A’s', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  await optOut(a.ctx, { phones: [phone], channels: BOTH, source: 'manual' });
  expect(await findPhone(b.ctx, phone)).toBeNull();
  expect(await optIn(b.ctx, { phone, channels: BOTH, consent, seen: 9 })).toMatchObject({
    ok: false,
    reason: 'not_opted_out',
  });
  await optOut(b.ctx, { phones: [phone], channels: VOICE, source: 'manual' });
  expect((await findPhone(a.ctx, phone))?.history).toHaveLength(1);
  expect((await findPhone(b.ctx, phone))?.type).toBe('voice');
});
