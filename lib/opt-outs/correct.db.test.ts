import { describe, expect, test } from 'vitest';
import type { Source } from '@/db/vocabulary';
import { NotAllowed } from '@/lib/outcome';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { correct } from './correct';
import { findPhone } from './find-phone';
import { optIn } from './opt-in';
import { optOut } from './opt-out';
import { CORRECTION_STATEMENT } from './policy';
import { verify } from './verify';

const phone = phoneOf(42);
const BOTH = { voice: true, text: true };
const VOICE = { voice: true, text: false };
const TEXT = { voice: false, text: true };
const DAY = 86_400_000;
const reason = 'Typed the wrong number';
const consent = { method: 'phone' as const, day: '2026-11-23', note: null, accepted: true as const };

describe('an opt-out that nobody asked for', () => {
  const ours: Source[] = [
    'manual',
    'upload',
    'contact',
    'broadcast',
    'conversation',
    'api',
    'reply_detected',
  ];
  test.each(ours)(
    'closed by %s: a correction opens it and keeps who, why and the sentence',
    async (source) => {
      const { ctx } = await newAccount();
      await optOut(ctx, { phones: [phone], channels: BOTH, source });
      expect(await correct(ctx, { phone, channels: BOTH, reason })).toEqual({ ok: true, reopened: BOTH });
      const state = await findPhone(ctx, phone);
      expect(state).toMatchObject({ type: null, voice: null, text: null });
      expect(state?.history[0]).toMatchObject({
        action: 'correction',
        source: 'correction',
        changed: ['voice', 'text'],
        note: reason,
        evidence: { statement: CORRECTION_STATEMENT },
        actor: { name: 'Maria Reyes' },
      });
      expect((await verify(ctx.account.id)).differences).toEqual([]);
    },
  );

  const theirs: Source[] = ['text_reply', 'carrier', 'keypress', 'inbound_call', 'web'];
  test.each(theirs)('closed by %s: no correction is possible, and nothing changes', async (source) => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: VOICE, source });
    const before = await findPhone(ctx, phone);
    expect(await correct(ctx, { phone, channels: VOICE, reason })).toMatchObject({
      ok: false,
      reason: 'recipients_own_words',
    });
    expect(await findPhone(ctx, phone)).toEqual(before);
  });

  test('also said by the recipient since: no correction is possible', async () => {
    const { ctx, clock } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
    clock.pass(1000);
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'keypress' });
    expect(await correct(ctx, { phone, channels: BOTH, reason })).toMatchObject({
      reason: 'recipients_own_words',
    });
    expect(await correct(ctx, { phone, channels: TEXT, reason })).toMatchObject({ ok: true, reopened: TEXT });
    expect((await findPhone(ctx, phone))?.type).toBe('voice');
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('what the recipient said before they opted back in does not stand in the way', async () => {
    const { ctx, clock } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'keypress' });
    clock.pass(1000);
    await optIn(ctx, { phone, channels: VOICE, consent, seen: 1 });
    clock.pass(1000);
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'manual' });
    expect(await correct(ctx, { phone, channels: VOICE, reason })).toMatchObject({ ok: true });
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('opens one channel of two and leaves the other as it is', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
    const before = await findPhone(ctx, phone);
    await correct(ctx, { phone, channels: VOICE, reason });
    const after = await findPhone(ctx, phone);
    expect(after).toMatchObject({ type: 'text', text: before?.text });
    await correct(ctx, { phone, channels: BOTH, reason });
    expect((await findPhone(ctx, phone))?.type).toBeNull();
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('closed again afterwards, it stays closed, since then', async () => {
    const { ctx, clock } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
    await correct(ctx, { phone, channels: BOTH, reason });
    clock.pass(DAY);
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'text_reply' });
    expect((await findPhone(ctx, phone))?.voice).toEqual({ since: clock.now(), source: 'text_reply' });
    expect(await correct(ctx, { phone, channels: VOICE, reason })).toMatchObject({ ok: false });
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });
});

test('consent may be older than an opt-out that was taken back', async () => {
  const { ctx, clock } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: TEXT, source: 'manual' });
  clock.pass(5 * DAY);
  await optOut(ctx, { phones: [phone], channels: VOICE, source: 'manual' });
  await correct(ctx, { phone, channels: VOICE, reason });
  expect(await optIn(ctx, { phone, channels: TEXT, consent, seen: 3 })).toMatchObject({ ok: true });
});

test('after 30 days only the master can say that it was a mistake', async () => {
  const { ctx, clock, asRole } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
  clock.pass(30 * DAY);
  const messenger = asRole('messenger');
  expect(await correct(messenger, { phone, channels: VOICE, reason })).toMatchObject({ ok: true });
  clock.pass(1000);
  expect(await correct(messenger, { phone, channels: TEXT, reason })).toMatchObject({
    ok: false,
    reason: 'older_than_30_days',
  });
  expect(await correct(ctx, { phone, channels: TEXT, reason })).toMatchObject({ ok: true });
});

test('a messenger who may not opt people back in may not correct either', async () => {
  const { ctx, asRole } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
  const messenger = asRole('messenger', { export: true, optIn: false, upload: true, all: false });
  await expect(correct(messenger, { phone, channels: BOTH, reason })).rejects.toThrow(NotAllowed);
  expect((await findPhone(ctx, phone))?.type).toBe('both');
});

test('twice is once', async () => {
  const { ctx } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
  const both = await Promise.all([0, 1].map(() => correct(ctx, { phone, channels: BOTH, reason })));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'not_opted_out' });
  expect((await findPhone(ctx, phone))?.history).toHaveLength(2);
});

test('a newer opt-out that the user has not seen is shown before anything is corrected', async () => {
  const { ctx } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
  await optOut(ctx, { phones: [phone], channels: VOICE, source: 'api' });
  expect(await correct(ctx, { phone, channels: BOTH, reason, seen: 1 })).toMatchObject({
    ok: false,
    reason: 'newer_opt_out',
  });
  expect(await correct(ctx, { phone, channels: BOTH, reason, seen: 2 })).toMatchObject({ ok: true });
});

test('account B cannot correct what is account A’s', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  await optOut(a.ctx, { phones: [phone], channels: BOTH, source: 'manual' });
  expect(await correct(b.ctx, { phone, channels: BOTH, reason })).toMatchObject({ reason: 'not_opted_out' });
  expect((await findPhone(a.ctx, phone))?.type).toBe('both');
});
