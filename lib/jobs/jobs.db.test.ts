import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, expect, test, vi } from 'vitest';
import { database } from '@/db/client';
import { LOGINS_VARIABLE, type Logins } from '@/db/connection';
import { enqueue, jobQueue } from './enqueue';
import type { Job, JobKind, Turn } from './kind';
import { lookAround, startJobs } from './worker';

const QUEUE = 'housekeeping';
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
  await jobQueue().purgeQueue(QUEUE);
});

type Data = { n: number };
type Run = (data: Data, turn: Turn) => Promise<'more' | 'done' | 'waiting'>;

const kindOf = (
  run: Run,
  { lanes = 2, look = [] as Job[], everySeconds = undefined as number | undefined } = {},
) => ({ queue: QUEUE, lanes, everySeconds, look: async () => look, run }) as JobKind;

const aJob = (n = 1): Job => ({ key: randomUUID(), data: { n } });
const waiting = () => jobQueue().getQueueSize(QUEUE);

test('a job is done once, with the data it was queued with, and leaves the queue', async () => {
  const run = vi.fn<Run>(async () => 'done');
  await enqueue(QUEUE, aJob(7));
  stop = startJobs([kindOf(run)]);
  await vi.waitFor(() => expect(run).toHaveBeenCalledOnce());
  expect(run).toHaveBeenCalledWith({ n: 7 }, expect.anything());
  await stop();
  expect(await waiting()).toBe(0);
});

test('queued twice while it waits is queued once; while it runs, another may wait', async () => {
  const job = aJob();
  await enqueue(QUEUE, job);
  await enqueue(QUEUE, job);
  expect(await waiting()).toBe(1);
  await jobQueue().fetch(QUEUE);
  await enqueue(QUEUE, job);
  expect(await waiting()).toBe(1);
});

test('a job with more to do takes its turn again behind the others', async () => {
  const order: number[] = [];
  await enqueue(QUEUE, aJob(1));
  await enqueue(QUEUE, aJob(2));
  stop = startJobs([kindOf(async ({ n }) => (order.push(n) < 3 ? 'more' : 'done'), { lanes: 1 })]);
  await vi.waitFor(() => expect(order).toHaveLength(4), { timeout: 10_000 });
  expect(order).toEqual([1, 2, 1, 2]);
});

test('the job of a process that died is done by another at its next look, long before it expires', async () => {
  const job = aJob(5);
  await enqueue(QUEUE, job);
  expect(await jobQueue().fetch(QUEUE)).toHaveLength(1); // and never heard of again
  const run = vi.fn<Run>(async () => 'done');
  stop = startJobs([kindOf(run, { look: [job] })]);
  await vi.waitFor(() => expect(run).toHaveBeenCalledWith({ n: 5 }, expect.anything()));
});

test('a job that fails is not tried in a loop, and does not stop the others', async () => {
  const seen: number[] = [];
  stop = startJobs([
    kindOf(
      async ({ n }) => {
        seen.push(n);
        if (n === 1) throw new Error('a job that fails');
        return 'done';
      },
      { lanes: 1 },
    ),
  ]);
  await enqueue(QUEUE, aJob(1));
  await enqueue(QUEUE, aJob(2));
  await vi.waitFor(() => expect(seen).toContain(2));
  expect(seen).toEqual([1, 2]);
});

test('what is done hourly is queued once an hour, by however many processes', async () => {
  const kind = kindOf(async () => 'done', { look: [aJob()], everySeconds: 3_600 });
  await Promise.all([lookAround([kind]), lookAround([kind]), lookAround([kind])]);
  expect(await jobQueue().fetch(QUEUE, { batchSize: 10 })).toHaveLength(1);
  await lookAround([kind]);
  expect(await waiting()).toBe(0);
});

test('told to stop, a job in hand sees its deadline come and ends well', async () => {
  let ended = false;
  const run = vi.fn<Run>(async (_data, { until }) => {
    while (until.getTime() > Date.now()) await pause(10);
    ended = true;
    return 'more';
  });
  await enqueue(QUEUE, aJob());
  const stopNow = startJobs([kindOf(run, { lanes: 1 })]);
  await vi.waitFor(() => expect(run).toHaveBeenCalled());
  await stopNow();
  expect(ended).toBe(true);
  expect(await waiting()).toBe(1); // for whoever works next
});

test('connections that are killed again and again stop neither the lanes nor the process', async () => {
  const done = new Set<number>();
  stop = startJobs([
    kindOf(async ({ n }) => {
      await database().execute(sql`select pg_sleep(0.02)`);
      done.add(n);
      return 'done';
    }),
  ]);
  for (let n = 0; n < 20; n++) {
    await enqueue(QUEUE, aJob(n)).catch(() => {});
    if (n % 2 === 0) await killConnections();
    await pause(20);
  }
  await vi.waitFor(
    async () => {
      await enqueue(QUEUE, aJob(99)).catch(() => {});
      expect(done).toContain(99);
    },
    { timeout: 20_000, interval: 500 },
  );
});

test('the app may fill and empty the queues, and make or drop none', async () => {
  await expect(database().execute(sql`select pgboss.create_queue('mine', '{}')`)).rejects.toThrow();
  await expect(database().execute(sql`drop table pgboss.job`)).rejects.toThrow();
  await expect(database().execute(sql`update pgboss.version set version = 1`)).rejects.toThrow();
});

/** Of this process alone, because other tests use the same database; only their own login may end them. */
async function killConnections(): Promise<void> {
  const { app } = JSON.parse(process.env[LOGINS_VARIABLE] ?? '') as Logins;
  const killer = postgres({ ...app, ssl: false, max: 1 });
  await killer`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = ${`opt-out-report app ${process.pid}`}`;
  await killer.end();
}
