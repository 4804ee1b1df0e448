import { expect, test } from 'vitest';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { optOut } from './opt-out';
import { screen } from './screen';

const [closed, open] = [phoneOf(1), phoneOf(2)];

test('a phone is suppressed for the channels that are closed, with since when and how, and allowed for the others', async () => {
  const { ctx, clock } = await newAccount();
  await optOut(ctx, { phones: [closed], channels: { voice: true, text: false }, source: 'manual' });
  expect(await screen(ctx, 'voice', [closed, open])).toEqual([
    {
      verdict: 'suppressed',
      input: closed,
      phone: closed,
      reason: 'opted_out',
      since: clock.now(),
      source: 'manual',
    },
    { verdict: 'allowed', input: open, phone: open },
  ]);
  expect(await screen(ctx, 'text', [closed])).toMatchObject([{ verdict: 'allowed' }]);
});

test('every input has one verdict, in the order of the list, however it is written and however often', async () => {
  const { ctx } = await newAccount();
  await optOut(ctx, { phones: [closed], channels: { voice: true, text: true }, source: 'api' });
  const inputs = ['(512) 555-0101', 'nobody', open, 5125550101, '+15125550101', '', '5.12555E+09', open];
  const verdicts = await screen(ctx, 'text', inputs);
  expect(verdicts.map((it) => it.input)).toEqual(inputs.map(String));
  expect(verdicts.map((it) => it.verdict)).toEqual([
    'suppressed',
    'invalid',
    'allowed',
    'suppressed',
    'suppressed',
    'invalid',
    'invalid',
    'allowed',
  ]);
});

test('more phones than a batch keep their order and their verdicts', async () => {
  const { ctx } = await newAccount();
  const inputs = Array.from({ length: 25_000 }, (_, i) => `+1512555${String(i % 10_000).padStart(4, '0')}`);
  await optOut(ctx, { phones: [closed], channels: { voice: true, text: true }, source: 'api' });
  const verdicts = await screen(ctx, 'voice', inputs);
  expect(verdicts.map((it) => it.input)).toEqual(inputs);
  expect(verdicts.filter((it) => it.verdict === 'suppressed').map((it) => it.input)).toEqual([
    closed,
    closed,
    closed,
  ]);
});

test('another account’s opt-outs suppress nothing here', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  await optOut(a.ctx, { phones: [closed], channels: { voice: true, text: true }, source: 'api' });
  expect(await screen(b.ctx, 'voice', [closed])).toMatchObject([{ verdict: 'allowed' }]);
});

test('when the state cannot be read nothing is allowed: it throws', async () => {
  const { ctx } = await newAccount();
  const broken = { ...ctx, account: { ...ctx.account, id: 0 as never } };
  await expect(screen(broken, 'voice', [open])).rejects.toThrow();
});

test('it looks afresh: what closed a moment ago is suppressed', async () => {
  const { ctx } = await newAccount();
  expect(await screen(ctx, 'text', [closed])).toMatchObject([{ verdict: 'allowed' }]);
  await optOut(ctx, { phones: [closed], channels: { voice: true, text: true }, source: 'api' });
  expect(await screen(ctx, 'text', [closed])).toMatchObject([{ verdict: 'suppressed' }]);
});
