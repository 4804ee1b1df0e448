import { describe, expect, test } from 'vitest';
import { NotAllowed } from '@/lib/outcome';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { findPhone } from './find-phone';
import { optIn } from './opt-in';
import { optOut } from './opt-out';
import { saveOptOut } from './save-opt-out';

const phone = phoneOf(7);
const BOTH = { voice: true, text: true };
const VOICE = { voice: true, text: false };
const consent = {
  method: 'phone' as const,
  day: '2026-11-23',
  note: 'Called the desk',
  accepted: true as const,
};

test('a reopening keeps how, when, the exact statement, the note, who with their role, and the state before', async () => {
  const { asRole, clock } = await newAccount();
  const sam = { ...asRole('messenger'), from: { ip: '192.0.2.7', userAgent: 'Test' } };
  await optOut(sam, { phones: [phone], channels: BOTH, source: 'manual' });
  const closedAt = clock.now();
  clock.pass(60_000);
  const answer = await optIn(sam, { phone, channels: VOICE, consent, seen: 1 });
  expect(answer).toEqual({ ok: true, reopened: VOICE });
  const detail = await findPhone(sam, phone);
  expect(detail).toMatchObject({ type: 'text', voice: null });
  expect(detail?.history[0]).toMatchObject({
    action: 'opt_in',
    actor: { kind: 'user', name: 'Sam Okafor', role: 'messenger' },
    recordedAt: clock.now(),
    note: 'Called the desk',
    evidence: {
      method: 'phone',
      day: '2026-11-23',
      statement: 'I confirm this person gave consent to calls from Riverside School at (512) 555-0107',
      ip: '192.0.2.7',
      userAgent: 'Test',
      prior: { voice: { since: closedAt.toISOString(), source: 'manual' } },
    },
  });
});

describe('rule 3: a locked text channel', () => {
  test('is not opened by anybody’s consent, and nothing else of the request is done either', async () => {
    const { ctx, recipient } = await newAccount();
    await optOut(recipient, { phones: [phone], channels: BOTH, source: 'text_reply' });
    const refused = await optIn(ctx, { phone, channels: BOTH, consent, seen: 1 });
    expect(refused).toMatchObject({ ok: false, reason: 'recipient_must_text_unstop' });
    expect((await findPhone(ctx, phone))?.type).toBe('both');
  });

  test('lets voice be opened alone', async () => {
    const { ctx, recipient } = await newAccount();
    await optOut(recipient, { phones: [phone], channels: BOTH, source: 'text_reply' });
    expect(await optIn(ctx, { phone, channels: VOICE, consent, seen: 1 })).toMatchObject({ ok: true });
    expect((await findPhone(ctx, phone))?.type).toBe('text');
  });

  test('is not opened by a hand-made form of the edit dialog', async () => {
    const { ctx, recipient } = await newAccount();
    await optOut(recipient, { phones: [phone], channels: BOTH, source: 'text_reply' });
    const form = {
      phone,
      seen: 1,
      text: 'allowed' as const,
      note: null,
      method: 'phone',
      day: '2026-11-23',
      accepted: 'on',
    };
    expect(await saveOptOut(ctx, form)).toMatchObject({ ok: false, reason: 'recipient_must_text_unstop' });
  });
});

describe('rule 6: consent', () => {
  test.each([
    ['2026-11-24', 'The future'],
    ['2026-11-22', 'The day before they opted out'],
  ])('given on %s is refused: %s', async (day) => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
    const refused = await optIn(ctx, { phone, channels: BOTH, consent: { ...consent, day }, seen: 1 });
    expect(refused).toMatchObject({ ok: false, reason: 'consent_day', fields: [{ field: 'day' }] });
    expect((await findPhone(ctx, phone))?.type).toBe('both');
  });

  test('is measured against the latest closing of the channel, repeats included, in the account’s calendar', async () => {
    const { ctx, clock } = await newAccount({ at: '2026-11-01T12:00:00Z' });
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'manual' });
    clock.set('2026-11-10T03:00:00Z'); // the 9th in Chicago
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'api' });
    clock.set('2026-11-23T15:00:00Z');
    const on = (day: string) => optIn(ctx, { phone, channels: VOICE, consent: { ...consent, day }, seen: 2 });
    expect(await on('2026-11-08')).toMatchObject({ ok: false, reason: 'consent_day' });
    expect(await on('2026-11-09')).toMatchObject({ ok: true });
  });

  test('is refused when a newer closing exists than the user saw, and nothing changes', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'manual' });
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'api' });
    expect(await optIn(ctx, { phone, channels: VOICE, consent, seen: 1 })).toMatchObject({
      ok: false,
      reason: 'newer_opt_out',
    });
    expect((await findPhone(ctx, phone))?.type).toBe('voice');
  });

  test.each([
    [{ accepted: undefined }, 'accepted'],
    [{ accepted: 'false' }, 'accepted'],
    [{ method: 'telepathy' }, 'method'],
    [{ method: undefined }, 'method'],
    [{ day: 'soon' }, 'day'],
    [{ day: undefined }, 'day'],
  ])('without its parts is refused beside the field: %o', async (wrong, field) => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'manual' });
    const whole = {
      phone,
      seen: 1,
      voice: 'allowed' as const,
      note: null,
      method: 'phone',
      day: '2026-11-23',
      accepted: 'on',
    };
    const refused = await saveOptOut(ctx, { ...whole, ...wrong });
    expect(refused).toMatchObject({ ok: false, fields: [{ field }] });
    expect((await findPhone(ctx, phone))?.type).toBe('voice');
  });

  test('of two at once, the later looks again and finds nothing left to open', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [phone], channels: VOICE, source: 'manual' });
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => optIn(ctx, { phone, channels: VOICE, consent, seen: 1 })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect((await findPhone(ctx, phone))?.history).toHaveLength(2);
  });
});

test('a messenger without the grant may not opt back in, also by a hand-made request', async () => {
  const { ctx, asRole } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: VOICE, source: 'manual' });
  const sam = asRole('messenger', { export: true, optIn: false, upload: true, all: false });
  await expect(optIn(sam, { phone, channels: VOICE, consent, seen: 1 })).rejects.toThrow(NotAllowed);
  const form = {
    phone,
    seen: 1,
    voice: 'allowed' as const,
    note: null,
    method: 'phone',
    day: '2026-11-23',
    accepted: 'on',
  };
  await expect(saveOptOut(sam, form)).rejects.toThrow(NotAllowed);
  expect((await findPhone(ctx, phone))?.type).toBe('voice');
});

test('one save closes text and reopens voice together, or neither', async () => {
  const { ctx } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: VOICE, source: 'manual' });
  const form = { phone, seen: 1, voice: 'allowed' as const, text: 'opted_out' as const, note: null };
  expect(await saveOptOut(ctx, form)).toMatchObject({ ok: false });
  expect((await findPhone(ctx, phone))?.type).toBe('voice');
  const whole = { ...form, method: 'email', day: '11/23/2026', accepted: 'on' };
  expect(await saveOptOut(ctx, whole)).toEqual({
    ok: true,
    message: '(512) 555-0107 may get calls again. They will get no more texts.',
  });
  expect((await findPhone(ctx, phone))?.type).toBe('text');
});

test('a request that names an event which never happened is refused, as if nothing had been seen', async () => {
  const { ctx } = await newAccount();
  await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
  expect(await optIn(ctx, { phone, channels: VOICE, consent, seen: 999_999_999 })).toMatchObject({
    ok: false,
    reason: 'not_seen',
  });
  expect((await findPhone(ctx, phone))?.type).toBe('both');
});

test.each(['+1000000', '+11115550142', '+999999999999999', '+15125550142x', 'constructor'])(
  'a hand-made edit of %s changes nothing: no normaliser hands that out',
  async (made) => {
    const { ctx } = await newAccount();
    const saved = await saveOptOut(ctx, { phone: made, seen: 0, voice: 'opted_out', note: null });
    expect(saved).toMatchObject({ ok: false, reason: 'phone' });
    const { listOptOuts } = await import('./list-opt-outs');
    expect((await listOptOuts(ctx, { sort: 'added_at.desc' })).total).toBe(0);
  },
);

test('a view whose day or page lies beyond all calendars is read as far as it can be', async () => {
  const { ctx } = await newAccount();
  const { listOptOuts } = await import('./list-opt-outs');
  const { parseFilter } = await import('./filter');
  const far = Buffer.from('after~added_at.desc~8640000000000000~15125550142').toString('base64url');
  const { filter, problems } = parseFilter({ added_to: '9999-12-31', cursor: far });
  expect(problems).toMatchObject([{ field: 'added_to' }]);
  expect((await listOptOuts(ctx, filter)).rows).toEqual([]);
});
