import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { database, transaction } from '@/db/client';
import type { AudienceListId, E164 } from '@/db/vocabulary';
import type { Carrier } from '@/lib/carriers/carrier';
import { deliverBroadcast } from '@/lib/broadcasts/deliver-broadcast';
import { screenAudience } from '@/lib/broadcasts/screen-audience';
import { sendBroadcast } from '@/lib/broadcasts/send-broadcast';
import { timed } from './measure';
import { keepNumbers } from './report';
import { openAccount } from './torture/account';
import { byWebhook, type Target } from './torture/ways';
import { openWorld } from './torture/world';

/**
 * What the promise costs: a large audience screened, texts handed over, STOPs taken while a broadcast runs.
 * BENCH_PART=messaging runs this alone, BENCH_ONLY one
 * part of it (hand-offs, stops, audience); BENCH_OPT_OUTS makes the list smaller.
 */
const OPT_OUTS = Number(process.env.BENCH_OPT_OUTS ?? 10_000_000);
const RECIPIENTS = OPT_OUTS / 10;
const BROADCAST = 40_000;
const ONLY = process.env.BENCH_ONLY ?? '';

export async function measureMessaging(say: (line: string) => void): Promise<void> {
  const rows: Row[] = [];
  for (const [name, { workers, measure }] of Object.entries(PARTS)) {
    if (!name.includes(ONLY)) continue;
    const world = await openWorld(say, { workers });
    try {
      for (const row of await measure(await openAccount(world), say)) {
        rows.push(row);
        say(`  ${row.join(': ')}`);
      }
    } finally {
      await world.stop();
    }
  }
  write(rows);
}

type Measure = (target: Target, say: (line: string) => void) => Promise<Row[]>;

/** Where this process delivers itself, no worker does. */
const PARTS: Record<string, { workers: number; measure: Measure }> = {
  'hand-offs': { workers: 0, measure: measureHandOffs },
  stops: { workers: 4, measure: measureStops },
  audience: { workers: 0, measure: measureAudience },
};

type Row = [what: string, figure: string];

/** The gate's own speed: the carrier answers at once, and journals nothing. */
async function measureHandOffs({ ctx }: Target, say: (line: string) => void): Promise<Row[]> {
  say('Handing over with a carrier that answers at once …');
  const carrier: Carrier = {
    name: 'simulator',
    answersStop: false,
    handOff: async () => ({ ok: true, id: `SM${randomUUID().replaceAll('-', '')}` }),
  };
  const audience = {
    phones: Array.from({ length: BROADCAST }, (_, n) => phoneOf(n)),
    contacts: [],
    groups: [],
    lists: [],
  };
  // At a time that has not come, so that queueing is measured alone.
  const scheduledAt = new Date(Date.now() + 86_400_000);
  let sent: Awaited<ReturnType<typeof sendBroadcast>> | undefined;
  const queueing = await timed(async () => {
    sent = await sendBroadcast(ctx, { channel: 'text', message: 'Hello', scheduledAt, audience });
  });
  if (!sent?.ok) throw new Error('not queued');
  const { id } = sent;
  await setStatus(ctx.account.id, id, 'sending');
  const until = new Date(Date.now() + 300_000);
  const ms = await timed(() =>
    Promise.all(Array.from({ length: 4 }, () => deliverBroadcast(ctx.account.id, id, { until, carrier }))),
  );
  return [
    [`queueing ${BROADCAST.toLocaleString('en-US')} recipients`, `${(queueing / 1000).toFixed(1)} s`],
    [
      'hand-offs per second, 4 lanes in one process, a carrier that answers at once',
      perSecond(BROADCAST, ms),
    ],
  ];
}

const setStatus = (account: Target['ctx']['account']['id'], id: number, status: string) =>
  transaction(account, (tx) =>
    tx.execute(sql`update broadcasts set status = ${status}, started_at = now() where id = ${id}::bigint`),
  );

async function measureStops(target: Target, say: (line: string) => void): Promise<Row[]> {
  const { ctx } = target;
  const rows: Row[] = [];
  for (const during of [false, true]) {
    say(`STOPs by webhook${during ? ' while a broadcast runs' : ''} …`);
    const phones = Array.from({ length: 3_000 }, (_, n) => phoneOf(200_000 + n + (during ? 10_000 : 0)));
    if (during) {
      const all = [...phones, ...Array.from({ length: BROADCAST }, (_, n) => phoneOf(300_000 + n))];
      const audience = { phones: all, contacts: [], groups: [], lists: [] };
      await sendBroadcast(ctx, { channel: 'text', message: 'Hello', scheduledAt: null, audience });
      await wait(3_000);
    }
    const times: number[] = [];
    const waiting = [...phones];
    const ms = await timed(() =>
      Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let phone = waiting.pop(); phone; phone = waiting.pop()) {
            const next = phone;
            times.push(await timed(() => byWebhook(target, next)));
          }
        }),
      ),
    );
    const name = during
      ? 'STOP webhooks while a broadcast runs (4 workers, simulator 20 ms)'
      : 'STOP webhooks, nothing else';
    rows.push([`${name}: per second`, perSecond(phones.length, ms)]);
    rows.push([
      `${name}: p50 / p99 / max`,
      `${quantile(times, 0.5)} / ${quantile(times, 0.99)} / ${quantile(times, 1)} ms`,
    ]);
  }
  return rows;
}

async function measureAudience({ ctx }: Target, say: (line: string) => void): Promise<Row[]> {
  say(`Filling ${OPT_OUTS.toLocaleString('en-US')} opt-outs …`);
  const list = await fillList(ctx.account.id);
  say('Screening …');
  const audience = { phones: [], contacts: [], groups: [], lists: [list] };
  const floor: number[] = [];
  const ours: number[] = [];
  for (let n = 0; n < 3; n++) {
    floor.push(await timed(() => antiJoin(ctx.account.id, list)));
    ours.push(await timed(() => screenAudience(ctx, 'text', audience)));
  }
  const [bare, screening] = [quantile(floor, 0.5), quantile(ours, 0.5)];
  return [
    [
      `bare SQL anti-join of ${RECIPIENTS.toLocaleString('en-US')} with ${OPT_OUTS.toLocaleString('en-US')}`,
      `${bare} ms`,
    ],
    ['screening of the same audience, with reasons, reviews and waiting replies', `${screening} ms`],
    ['ratio (at most 2)', (screening / bare).toFixed(2)],
  ];
}

/** Opt-outs without their ledger, which screening does not read; every second recipient is among them. */
async function fillList(account: Target['ctx']['account']['id']): Promise<AudienceListId> {
  const owner = database('owner');
  const step = 500_000;
  for (let from = 0; from < OPT_OUTS; from += step) {
    await owner.execute(sql`
      insert into phones (account_id, phone, seq, text_closed_at, text_source, text_seq)
      select ${account}::bigint, 12000000000 + n * 7, 1, now(), 'upload', 1
      from generate_series(${from}::bigint, ${from + step - 1}::bigint) n on conflict do nothing`);
  }
  const [list] = await owner.execute<{ id: string }>(sql`
    insert into audience_lists (account_id, file_name, created_at, phones, invalid)
    values (${account}::bigint, 'list.csv', now(), ${RECIPIENTS}, 0) returning id`);
  const id = Number(list?.id) as AudienceListId;
  await owner.execute(sql`
    insert into audience_list_phones (account_id, list_id, n, input, phone)
    select ${account}::bigint, ${id}::bigint, n, '', 12000000000 + n * 7 * 10 + n % 2
    from generate_series(1, ${RECIPIENTS}::bigint) n`);
  for (const table of ['phones', 'audience_list_phones', 'messages', 'reviews'])
    await owner.execute(sql.raw(`vacuum (analyze) ${table}`));
  return id;
}

const antiJoin = (account: Target['ctx']['account']['id'], list: AudienceListId) =>
  transaction(account, (tx) =>
    tx.execute(sql`
      select count(*) from audience_list_phones l
      where l.account_id = ${account}::bigint and l.list_id = ${list}::bigint and not exists (
        select 1 from phones p where p.account_id = ${account}::bigint and p.phone = l.phone and p.text_closed_at is not null)`),
  );

const perSecond = (count: number, ms: number) => `${Math.round((count / ms) * 1000).toLocaleString('en-US')}`;

function quantile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
}

function write(rows: Row[]): void {
  const text = [
    `# Messaging, measured on ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}; a web server, four workers and the embedded Postgres on one machine; \`BENCH_PART=messaging npm run bench\`.`,
    '',
    '| what | figure |',
    '| --- | ---: |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n');
  console.log(text);
  keepNumbers(new Date(), Object.fromEntries(rows));
  writeFileSync(path.resolve('bench/MESSAGING.md'), text);
}

const phoneOf = (n: number): E164 =>
  `+1${205 + Math.floor(n / 100_000)}${String(2_000_000 + (n % 100_000) * 79)}` as E164;
