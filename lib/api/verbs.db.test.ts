import { describe, expect, test } from 'vitest';
import { findOptOut } from '@/lib/opt-outs/find-opt-out';
import { optOut } from '@/lib/opt-outs/opt-out';
import { NotAllowed } from '@/lib/outcome';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { parseListQuery } from './list-query';
import { NewOptIn, reopen } from './opt-in';
import { NewCorrection, takeBack } from './correction';
import { NewOptOut, optOutWithHistory } from './opt-out';
import { recordOptOut } from './record-opt-out';

const phone = phoneOf(7);
const BOTH: ('voice' | 'text')[] = ['voice', 'text'];
const consent = {
  method: 'phone' as const,
  given_at: '2026-11-23T15:00:00Z',
  accepted: true as const,
  attested_by: 'Sam Okafor',
};

describe('an opt-out that a program reports', () => {
  test('is 201 when something closed, 200 when it was closed already, and both are recorded', async () => {
    const { ctx } = await newAccount();
    expect(await recordOptOut(ctx, { phone, channels: ['voice'] })).toMatchObject({ status: 201 });
    expect(await recordOptOut(ctx, { phone, channels: ['voice'] })).toMatchObject({ status: 200 });
    expect(await recordOptOut(ctx, { phone, channels: BOTH })).toMatchObject({
      status: 201,
      body: { type: 'both' },
    });
    expect((await findOptOut(ctx, phone))?.history).toHaveLength(3);
  });

  test('keeps when the person asked, as a day of the account’s calendar and to the second', async () => {
    const { ctx } = await newAccount();
    await recordOptOut(ctx, { phone, channels: BOTH, occurred_at: '2026-11-10T03:00:00+00:00' });
    const found = (await findOptOut(ctx, phone))!;
    expect(found.row?.askedOn).toBe('2026-11-09');
    expect(optOutWithHistory(ctx, found).history[0]).toMatchObject({
      id: `${phone.slice(1)}-1`,
      occurred_at: '2026-11-10T03:00:00.000Z',
      recorded_at: '2026-11-23T15:00:00.000Z',
    });
  });

  test('is refused where it lies in the future; a clock a few seconds ahead is not the future', async () => {
    const { ctx } = await newAccount();
    const at = (occurred_at: string) => recordOptOut(ctx, { phone, channels: BOTH, occurred_at });
    expect(await at('2026-11-23T15:02:00Z')).toMatchObject({ ok: false, fields: [{ field: 'occurred_at' }] });
    expect(await at('2026-11-23T15:00:05Z')).toMatchObject({ ok: true });
    expect((await findOptOut(ctx, phone))?.history[0]?.evidence).toMatchObject({
      occurred_at: '2026-11-23T15:00:00.000Z',
    });
  });
});

describe('an opt-in that a program attests', () => {
  test('keeps who heard it, when, and the reference; nothing closed is the phone and null', async () => {
    const { ctx } = await newAccount();
    await recordOptOut(ctx, { phone, channels: BOTH });
    const done = await reopen(ctx, { phone, channels: BOTH, consent: { ...consent, reference: 'Ticket 7' } });
    expect(done).toEqual({ ok: true, status: 200, body: { phone, type: null } });
    expect((await findOptOut(ctx, phone))?.history[0]).toMatchObject({
      action: 'opt_in',
      source: 'api',
      evidence: {
        attested_by: 'Sam Okafor',
        reference: 'Ticket 7',
        given_at: '2026-11-23T15:00:00.000Z',
        method: 'phone',
      },
    });
  });

  test('opens no locked text, and not the other channel of the request either', async () => {
    const { ctx, recipient } = await newAccount();
    await optOut(recipient, { phones: [phone], channels: { voice: true, text: true }, source: 'text_reply' });
    expect(await reopen(ctx, { phone, channels: BOTH, consent })).toMatchObject({
      reason: 'recipient_must_text_unstop',
    });
    expect((await findOptOut(ctx, phone))?.row?.type).toBe('both');
  });

  test.each(['2026-11-22T15:00:00Z', '2026-11-23T15:02:00Z'])(
    'given at %s is refused beside its field',
    async (given_at) => {
      const { ctx } = await newAccount();
      await recordOptOut(ctx, { phone, channels: BOTH });
      const refused = await reopen(ctx, { phone, channels: BOTH, consent: { ...consent, given_at } });
      expect(refused).toMatchObject({ ok: false, fields: [{ field: 'consent.given_at' }] });
      expect((await findOptOut(ctx, phone))?.row?.type).toBe('both');
    },
  );

  test('is refused where it was given earlier that day than the stop', async () => {
    const { ctx } = await newAccount();
    await recordOptOut(ctx, { phone, channels: BOTH });
    const at = (given_at: string) =>
      reopen(ctx, { phone, channels: BOTH, consent: { ...consent, given_at } });
    expect(await at('2026-11-23T14:00:00Z')).toMatchObject({
      ok: false,
      fields: [
        { field: 'consent.given_at', message: 'They opted out later that day. Consent must be newer.' },
      ],
    });
    expect((await findOptOut(ctx, phone))?.row?.type).toBe('both');
    // Clocks differ by a few seconds.
    expect(await at('2026-11-23T14:59:50Z')).toMatchObject({ ok: true });
  });

  test('is refused for what is not closed', async () => {
    const { ctx } = await newAccount();
    expect(await reopen(ctx, { phone, channels: BOTH, consent })).toMatchObject({ reason: 'not_opted_out' });
  });

  test('is not for a key whose user may not opt back in', async () => {
    const { asRole } = await newAccount();
    const sam = asRole('messenger', { export: true, optIn: false, upload: true, all: false });
    await expect(reopen(sam, { phone, channels: BOTH, consent })).rejects.toThrow(NotAllowed);
  });

  test('needs all of the consent', () => {
    for (const field of ['method', 'given_at', 'accepted', 'attested_by']) {
      const part = { ...consent, [field]: undefined };
      expect(NewOptIn.safeParse({ phone, channels: BOTH, consent: part }).success, field).toBe(false);
    }
    expect(
      NewOptIn.safeParse({ phone, channels: BOTH, consent: { ...consent, accepted: false } }).success,
    ).toBe(false);
  });
});

test.each(['+15125550142', ' (512) 555-0142 ', 5125550142, 15125550142])(
  'the phone %j is read',
  async (raw) => {
    const { ctx } = await newAccount();
    const asked = NewOptOut.parse({ phone: raw, channels: BOTH });
    expect(await recordOptOut(ctx, asked)).toMatchObject({ status: 201, body: { phone: '+15125550142' } });
    const back = { phone: raw, channels: BOTH, reason: 'Mistyped', accepted: true };
    expect(await takeBack(ctx, NewCorrection.parse(back))).toMatchObject({ status: 200 });
  },
);

test.each(['', ' ', null, true, 1e21, 5125550142.5, -5125550142])('the phone %j is refused', (raw) => {
  const asked = NewOptOut.safeParse({ phone: raw, channels: BOTH });
  expect(asked.error?.issues).toMatchObject([{ path: ['phone'], message: 'Name a phone number.' }]);
});

test('another account’s phone is not found', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  await recordOptOut(a.ctx, { phone, channels: BOTH });
  expect(await findOptOut(b.ctx, phone)).toBeNull();
});

test.each([
  ['', 'added_at.desc', []],
  ['sort=phone', 'phone.desc', []],
  ['sort=phone&order=asc', 'phone.asc', []],
  ['order=asc', 'added_at.asc', []],
  ['sort=phone.asc', 'phone.asc', []],
  ['sort=phone.asc&order=asc', 'phone.asc', []],
  ['sort=phone.asc&order=desc', 'added_at.desc', ['sort']],
  ['sort=name', 'added_at.desc', ['sort']],
  ['limit=1000', 'added_at.desc', []],
  ['limit=1001', 'added_at.desc', ['limit']],
  ['cursor=x&type=pager', 'added_at.desc', ['type', 'cursor']],
])('the list’s query %j', (query, sort, fields) => {
  const read = parseListQuery(new URLSearchParams(query));
  expect([read.filter.sort, read.problems.map(({ field }) => field)]).toEqual([sort, fields]);
});
