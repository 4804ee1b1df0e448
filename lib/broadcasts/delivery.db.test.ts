import { sql } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { transaction } from '@/db/client';
import type { AccountId, BroadcastId, E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { jobQueue } from '@/lib/jobs/enqueue';
import type { JobKind } from '@/lib/jobs/kind';
import { lookAround, startJobs } from '@/lib/jobs/worker';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { delivery } from './delivery';
import { sendBroadcast } from './send-broadcast';
import { onBroadcastsWaiting } from './wake';

const LONG_AGO = new Date(0);
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  onBroadcastsWaiting(undefined);
  await stop?.();
  stop = undefined;
  await jobQueue().purgeQueue(delivery.queue);
});

/** Other tests' broadcasts are in the same database: only those of this account are looked at. */
const of = (account: AccountId, lanes = 2): JobKind => ({
  ...delivery,
  lanes,
  look: async (at) =>
    (await delivery.look(at)).filter(({ data }) => (data as { account: AccountId }).account === account),
});

async function send(ctx: Context, phones: E164[], scheduledAt: Date | null = null): Promise<BroadcastId> {
  const audience = { phones, contacts: [], groups: [], lists: [] };
  const sent = await sendBroadcast(ctx, { channel: 'text', message: 'Hello', scheduledAt, audience });
  if (!sent.ok) throw new Error(sent.message);
  return sent.id;
}

const standing = (ctx: Context, id: BroadcastId) =>
  transaction(ctx.account.id, async (tx) => {
    const [broadcast] = await tx.execute<{ status: string }>(
      sql`select status from broadcasts where id = ${id}`,
    );
    const calls = await tx.execute<{ n: number }>(
      sql`select phone, count(*)::int as n from simulator_calls group by 1`,
    );
    return { status: broadcast?.status, calls: calls.map(({ n }) => n) };
  });

const phones = Array.from({ length: 120 }, (_, n) => phoneOf(n));

test('what is sent is delivered by the lanes of several processes, once to each phone', async () => {
  const { ctx } = await newAccount();
  const kinds = [of(ctx.account.id)];
  const processes = [startJobs(kinds), startJobs(kinds)];
  stop = async () => void (await Promise.all(processes.map((end) => end())));
  onBroadcastsWaiting(() => void lookAround(kinds, LONG_AGO));
  const id = await send(ctx, phones);
  await vi.waitFor(async () => expect((await standing(ctx, id)).status).toBe('done'), 20_000);
  expect((await standing(ctx, id)).calls).toEqual(phones.map(() => 1));
});

test('a job that was lost is made again by the next look of any process', async () => {
  const { ctx } = await newAccount();
  const kind = of(ctx.account.id);
  const id = await send(ctx, phones.slice(0, 3));
  await lookAround([kind], LONG_AGO);
  expect(await jobQueue().fetch(delivery.queue)).toHaveLength(1); // by a process that died
  stop = startJobs([kind]);
  await vi.waitFor(async () => expect((await standing(ctx, id)).status).toBe('done'), 20_000);
});

test('a scheduled broadcast begins when its time has come, and not before', async () => {
  const { ctx } = await newAccount({ at: '2001-01-01T10:00:00Z' });
  const time = new Date('2001-01-01T12:00:00Z');
  const id = await send(ctx, phones.slice(0, 2), time);
  const kind = of(ctx.account.id);
  expect(await kind.look(new Date('2001-01-01T11:59:59Z'))).toEqual([]);
  expect((await standing(ctx, id)).status).toBe('scheduled');
  expect(await kind.look(time)).toHaveLength(1);
  expect((await standing(ctx, id)).status).toBe('sending');
});

test('a hundred broadcasts of one account keep neither one that is due waiting nor another account’s', async () => {
  const [a, b] = [await newAccount({ at: '2001-01-01T10:00:00Z' }), await newAccount()];
  const time = new Date('2001-01-01T12:00:00Z');
  const due = await send(a.ctx, phones.slice(0, 1), time);
  const theirs = await send(b.ctx, phones.slice(0, 1));
  await transaction(a.account.id, (tx) =>
    tx.execute(sql`
      insert into broadcasts (account_id, channel, message, status, user_name, created_at, started_at, recipients, invalid)
      select ${a.account.id}::bigint, 'text', 'Hello', 'sending', 'Maria Reyes', '2001-01-01', '2001-01-01', 1, 0
      from generate_series(1, 120)`),
  );
  try {
    const looked = await delivery.look(time);
    expect((await standing(a.ctx, due)).status).toBe('sending');
    expect(looked.map(({ data }) => (data as { broadcast: BroadcastId }).broadcast)).toContain(theirs);
  } finally {
    await transaction(a.account.id, (tx) => tx.execute(sql`update broadcasts set status = 'cancelled'`));
  }
});
