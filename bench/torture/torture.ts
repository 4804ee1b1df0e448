import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { Channel, E164 } from '@/db/vocabulary';
import { sendBroadcast } from '@/lib/broadcasts/send-broadcast';
import { IN_HAND } from '@/lib/broadcasts/deliver-broadcast';
import { verify } from '@/lib/opt-outs/verify';
import { checkPromise, type Acknowledged, type Findings } from '@/lib/testing/check-promise';
import { openAccount } from './account';
import { byApi, byKeypress, byReport, byUpload, byWebhook, type Target, type Way } from './ways';
import { openWorld, type World } from './world';

type Phase = {
  name: string;
  broadcasts: number;
  recipients: number;
  optOuts: number;
  /** Kills so many times, one after another. */
  kills: number;
  kill?: (world: World) => Promise<void>;
  /** How many hand-offs one kill can catch. */
  caught: number;
};

const SIZE = Number(process.env.TORTURE_SIZE ?? 1);
const sized = (n: number) => Math.max(1, Math.round(n * SIZE));
const LANES = 2;
const A_FILE = 40;

const PHASES: Phase[] = [
  { name: 'calm', broadcasts: 20, recipients: sized(2_500), optOuts: sized(10_000), kills: 0, caught: 0 },
  {
    name: 'workers killed',
    broadcasts: 20,
    recipients: sized(1_500),
    optOuts: sized(4_000),
    kills: sized(50),
    kill: async (world) => {
      await wait(400 + Math.random() * 800);
      await world.killWorker();
    },
    caught: LANES * IN_HAND,
  },
  {
    name: 'database killed',
    broadcasts: 20,
    recipients: sized(1_500),
    optOuts: sized(4_000),
    kills: sized(10),
    kill: async (world) => {
      await wait(3_000 + Math.random() * 3_000);
      await world.killDatabase();
    },
    caught: 4 * LANES * IN_HAND,
  },
];

type Result = Findings & {
  phase: string;
  kills: number;
  acknowledged: number;
  seconds: number;
  verified: number;
  lost: number;
};

/** Runs every phase on an account of its own, and prints what was tried and what was lost. Exit code 1 where anything was. */
export async function torture(): Promise<void> {
  const only = process.env.TORTURE_ONLY;
  const world = await openWorld((line) => say(line));
  const results: Result[] = [];
  try {
    for (const phase of PHASES.filter(({ name }) => !only || name.includes(only))) {
      say(`── ${phase.name} ──`);
      results.push(await run(world, phase));
    }
  } finally {
    await world.stop();
  }
  report(results);
  process.exitCode = results.some(({ lost }) => lost > 0) ? 1 : 0;
}

async function run(world: World, phase: Phase): Promise<Result> {
  const began = Date.now();
  const target = await openAccount(world);
  const { ctx } = target;
  const phones = Array.from({ length: phase.optOuts + 1_000 }, (_, i) => phoneOf(i));
  const killing = killAgainAndAgain(world, phase);
  const stopping = stopAtRandom(target, phones.slice(0, phase.optOuts));
  for (let n = 0; n < phase.broadcasts; n++) {
    await send(target, n % 2 ? 'text' : 'voice', sample(phones, phase.recipients));
    await wait(500 + Math.random() * 1_000);
  }
  const acknowledged = await stopping;
  await killing;
  await untilFinished(target);
  const found = await checkPromise(ctx.account.id, acknowledged, { commitTimes: true });
  const verified = await verify(ctx.account.id);
  const tooMany = Math.max(0, found.unknown - phase.kills * phase.caught);
  const lost =
    found.afterOptOut.length +
    found.twice.length +
    found.missing.length +
    found.unaccounted.length +
    found.imagined.length +
    found.unfinished +
    verified.differences.length +
    tooMany;
  const result = {
    ...found,
    phase: phase.name,
    kills: phase.kills,
    acknowledged: acknowledged.length,
    seconds: Math.round((Date.now() - began) / 1000),
    verified: verified.differences.length,
    lost,
  };
  say(JSON.stringify(result));
  return result;
}

const WAYS: Way[] = [byWebhook, byWebhook, byKeypress, byReport, byApi];
const AT_ONCE = 12;

/** Every phone opts out once, by a way and at a moment of chance; some of them by files. */
async function stopAtRandom(target: Target, phones: E164[]): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  const waiting = shuffled(phones);
  const lane = async () => {
    for (let phone = waiting.pop(); phone; phone = waiting.pop()) {
      const way = WAYS[Math.floor(Math.random() * WAYS.length)] as Way;
      const ack = (await way(target, phone)) ?? (await byWebhook(target, phone));
      if (ack) acknowledged.push(ack);
      await wait(Math.random() * 20);
    }
  };
  const files = async () => {
    while (waiting.length > A_FILE) {
      acknowledged.push(...(await byUpload(target, waiting.splice(0, A_FILE))));
      await wait(500);
    }
  };
  await Promise.all([...Array.from({ length: AT_ONCE }, lane), files()]);
  return acknowledged;
}

async function killAgainAndAgain(world: World, { kills, kill }: Phase): Promise<void> {
  for (let n = 0; n < kills; n++) await kill?.(world);
}

async function send({ ctx }: Target, channel: Channel, phones: E164[]): Promise<void> {
  for (;;) {
    try {
      const audience = { phones, contacts: [], groups: [], lists: [] };
      const sent = await sendBroadcast(ctx, {
        channel,
        message: 'School is closed.',
        scheduledAt: null,
        audience,
      });
      if (!sent.ok) throw new Error(sent.message);
      return;
    } catch (error) {
      // The database was killed meanwhile: whether it was queued or not, another does as well.
      say(
        `a broadcast is sent again: ${error instanceof Error ? error.message.slice(0, 80) : String(error)}`,
      );
      await wait(500);
    }
  }
}

/** Dead workers' hands are given up after their lease, and all else comes to its end; three minutes at most. */
async function untilFinished({ ctx }: Target): Promise<void> {
  for (const end = Date.now() + 180_000; Date.now() < end; await wait(500)) {
    const [row] = await transaction(ctx.account.id, (tx) =>
      tx.execute<{ n: number }>(
        sql`select count(*)::int as n from broadcasts where status in ('sending', 'scheduled')`,
      ),
    ).catch(() => [{ n: 1 }]);
    if (row?.n === 0) return;
  }
}

function report(results: Result[]): void {
  const rows = results.map((it) => [
    it.phase,
    it.handOffs,
    it.acknowledged,
    it.kills,
    it.unknown,
    it.afterOptOut.length,
    it.twice.length,
    it.missing.length,
    it.unfinished,
    it.verified,
    it.seconds,
  ]);
  const head =
    'phase | hand-offs | opt-outs acknowledged | kills | unknown | after an opt-out | messaged twice | opt-outs lost | unfinished | state ≠ ledger | seconds';
  console.log(`\n| ${head} |\n|${head.replace(/[^|]+/g, ' --- ')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  const sum = (of: (it: Result) => number) => results.reduce((total, it) => total + of(it), 0);
  console.log(
    `\ntried: ${sum((it) => it.handOffs)} hand-offs, ${sum((it) => it.acknowledged)} opt-outs, ${sum((it) => it.kills)} kills; lost: ${sum((it) => it.lost)}`,
  );
  mkdirSync(path.resolve('bench/results'), { recursive: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  writeFileSync(path.resolve('bench/results', `torture-${stamp}.json`), JSON.stringify(results, null, 1));
}

/** Generated; nothing is ever sent anywhere. */
const phoneOf = (n: number): E164 =>
  `+1${String(205 + Math.floor(n / 10_000))}${String(2_000_000 + ((n * 7919) % 7_999_993)).padStart(7, '0')}` as E164;

function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

const sample = <T>(items: readonly T[], n: number): T[] => shuffled(items).slice(0, n);

const say = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
