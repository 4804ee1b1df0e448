import { expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { apiAnswers } from '@/db/schema';
import { newAccount } from '@/lib/testing/account';
import { claimAnswer, keepAnswer, pruneAnswers, releaseClaim } from './answers';

const DAY_MS = 86_400_000;
const request = { key: 'order-66', fingerprint: 'a' };
const answer = { status: 201, contentType: 'application/json', text: '{"z":1,"a":"\\u0000\\ud800"}' };

test('of many claims at once one answers; the others hear that it is at work, then get its very words', async () => {
  const { ctx } = await newAccount();
  const claims = await Promise.all(Array.from({ length: 6 }, () => claimAnswer(ctx, request)));
  expect(claims.filter(({ by }) => by === 'us')).toHaveLength(1);
  expect(claims.filter(({ by }) => by === 'another_at_work')).toHaveLength(5);
  await keepAnswer(ctx, request, answer);
  expect(await claimAnswer(ctx, request)).toEqual({ by: 'kept', answer });
});

test('a key stands for one request, also while that is at work; in another account it is free', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  await claimAnswer(a.ctx, request);
  expect(await claimAnswer(a.ctx, { ...request, fingerprint: 'b' })).toEqual({ by: 'another_request' });
  expect(await claimAnswer(b.ctx, request)).toEqual({ by: 'us' });
});

test('a released claim, and one whose process died, may be taken again; a kept answer is not released', async () => {
  const { ctx, clock } = await newAccount();
  await claimAnswer(ctx, request);
  await releaseClaim(ctx, request);
  expect(await claimAnswer(ctx, request)).toEqual({ by: 'us' });
  clock.pass(6 * 60_000);
  expect(await claimAnswer(ctx, request)).toEqual({ by: 'us' });
  await keepAnswer(ctx, request, answer);
  await releaseClaim(ctx, request);
  expect(await claimAnswer(ctx, request)).toMatchObject({ by: 'kept' });
});

test('an answer is kept for 30 days, then forgotten', async () => {
  const { ctx, account, clock } = await newAccount();
  const kept = () => transaction(account.id, (tx) => tx.select().from(apiAnswers));
  await claimAnswer(ctx, request);
  await keepAnswer(ctx, request, answer);
  clock.pass(29 * DAY_MS);
  await pruneAnswers(clock.now());
  expect(await claimAnswer(ctx, request)).toMatchObject({ by: 'kept' });
  clock.pass(2 * DAY_MS);
  await pruneAnswers(clock.now());
  expect(await kept()).toEqual([]);
  expect(await claimAnswer(ctx, request)).toEqual({ by: 'us' });
});
