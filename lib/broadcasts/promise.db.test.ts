import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { transaction } from '@/db/client';
import type { Channel, E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { optInFromHandset } from '@/lib/opt-outs/opt-in';
import { optOut } from '@/lib/opt-outs/opt-out';
import { verify } from '@/lib/opt-outs/verify';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { checkPromise, type Acknowledged } from '@/lib/testing/check-promise';
import { releaseClaims } from './claim-recipients';
import { deliverBroadcast, IN_HAND } from './deliver-broadcast';
import { sendBroadcast } from './send-broadcast';

/** The short form of `npm run torture`. */
const PHONES = Array.from({ length: 400 }, (_, i) => phoneOf(i));
const BROADCASTS = 4;
const LANES = 4;

async function sendAll(ctx: Context) {
  const ids = [];
  for (let n = 0; n < BROADCASTS; n++) {
    const channel: Channel = n % 2 ? 'voice' : 'text';
    const audience = { phones: PHONES, contacts: [], groups: [], lists: [] };
    const sent = await sendBroadcast(ctx, { channel, message: `No. ${n}`, scheduledAt: null, audience });
    if (!sent.ok) throw new Error(sent.message);
    ids.push(sent.id);
  }
  return ids;
}

const setLatency = (ctx: Context, ms: number) =>
  transaction(ctx.account.id, (tx) =>
    tx.execute(
      sql`insert into simulator_settings (account_id, latency_ms) values (${ctx.account.id}, ${ms})`,
    ),
  );

/** Opts half of the phones out at random moments, and says when each was acknowledged. */
async function stopAtRandom(ctx: Context, recipient: Context, during: number): Promise<Acknowledged[]> {
  const half = PHONES.filter((_, i) => i % 2 === 0);
  return Promise.all(
    half.map(async (phone, i) => {
      await wait(Math.random() * during);
      const channels = { voice: true, text: true };
      const source = i % 3 === 0 ? 'text_reply' : i % 3 === 1 ? 'manual' : 'api';
      await optOut(source === 'text_reply' ? recipient : ctx, { phones: [phone], channels, source });
      return { phone, channels: ['voice', 'text'], at: new Date() };
    }),
  );
}

const KEPT = { afterOptOut: [], twice: [], missing: [], unaccounted: [], imagined: [] };

test('no hand-off begins after an opt-out: many opt-outs at random moments of several broadcasts', async () => {
  const { ctx, recipient } = await newAccount();
  await setLatency(ctx, 15);
  const ids = await sendAll(ctx);
  const until = new Date(Date.now() + 60_000);
  const [acknowledged] = await Promise.all([
    stopAtRandom(ctx, recipient, 2_000),
    ...ids.flatMap((id) =>
      Array.from({ length: LANES / 2 }, () => deliverBroadcast(ctx.account.id, id, { until })),
    ),
  ]);
  const found = await checkPromise(ctx.account.id, acknowledged);
  expect(found).toMatchObject({ ...KEPT, unknown: 0, unfinished: 0 });
  expect(found.handOffs).toBeGreaterThan(PHONES.length);
  expect(await verify(ctx.account.id)).toMatchObject({ differences: [] });
}, 60_000);

test('workers killed at random moments lose nothing but what was in their hands', async () => {
  const { ctx, recipient } = await newAccount();
  await setLatency(ctx, 30);
  const ids = await sendAll(ctx);
  const workers: ChildProcess[] = [];
  const start = () => {
    const worker = fork(path.resolve('lib/testing/delivering.ts'), [String(ctx.account.id), ids.join(',')], {
      execArgv: ['--import', 'tsx', '--conditions=react-server'],
      stdio: 'inherit',
    });
    workers.push(worker);
    return once(worker, 'message');
  };
  try {
    const stopping = stopAtRandom(ctx, recipient, 6_000);
    for (let kill = 0; kill < 4; kill++) {
      await start();
      await wait(150 + Math.random() * 400);
      workers.at(-1)?.kill('SIGKILL');
    }
    const acknowledged = await stopping;
    await transaction(ctx.account.id, (tx) =>
      tx.execute(
        sql`update broadcast_recipients set claimed_until = clock_timestamp() where status = 'handing_off'`,
      ),
    );
    await releaseClaims();
    const until = new Date(Date.now() + 60_000);
    await Promise.all(ids.map((id) => deliverBroadcast(ctx.account.id, id, { until })));
    const found = await checkPromise(ctx.account.id, acknowledged);
    expect(found).toMatchObject({ ...KEPT, unfinished: 0 });
    expect(found.unknown).toBeLessThanOrEqual(4 * ids.length * IN_HAND);
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
  }
}, 90_000);

test('the checker sees a hand-off that came too late, one made twice, and an opt-out that was lost', async () => {
  const { ctx, recipient } = await newAccount();
  const [phone] = PHONES as [E164];
  await optOut(recipient, { phones: [phone], channels: { voice: true, text: true }, source: 'text_reply' });
  const at = new Date(Date.now() - 1_000);
  for (const id of ['SM1', 'SM2']) {
    await transaction(ctx.account.id, (tx) =>
      tx.execute(sql`insert into simulator_calls (account_id, id, phone, channel, broadcast_id, body, called_at, answer)
        values (${ctx.account.id}, ${id}, ${phone.slice(1)}::bigint, 'text', 7, 'Late', clock_timestamp(), 'accepted')`),
    );
  }
  const lost = { phone: phoneOf(9), channels: ['text'] as Channel[], at };
  const found = await checkPromise(ctx.account.id, [{ phone, channels: ['text'], at }, lost]);
  expect(found.afterOptOut).toHaveLength(2);
  expect(found.twice).toEqual([{ phone: phone.slice(1), broadcast: '7', times: 2 }]);
  expect(found.missing).toEqual([{ phone: lost.phone.slice(1) }]);
  expect(found.unaccounted).toHaveLength(2);
  await optInFromHandset(recipient, { phone, words: 'UNSTOP', to: null });
});
