import { createReadStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import type { Server } from '@/bin/start-server';
import { arrayOf } from '@/db/array';
import { transaction } from '@/db/client';
import { createApiKey } from '@/lib/api-keys/create-api-key';
import type { UserId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { rssOf } from './exports';
import { timed } from './measure';

export type ScreeningTiming = {
  phones: number;
  seconds: number;
  rowsPerSecond: number;
  rssGrowthMb: number | null;
  /** The bare join of the same numbers with the same table, by the app's role. */
  floorSeconds: number;
  single: { samples: number; p50: number; p99: number };
};

/** Screens half who opted out and half who did not, as a list that streams both ways; then one phone at a time. */
export async function measureScreening(
  ctx: Context,
  server: Server,
  folder: string,
): Promise<ScreeningTiming> {
  const phones = await phonesToScreen(ctx);
  const file = path.join(folder, 'screen.txt');
  writeFileSync(file, phones.map((phone) => `+${phone}\n`).join(''));
  const user = { accountId: ctx.account.id, id: await firstUser(ctx) };
  const { text: key } = await createApiKey(user, { name: 'Bench', scopes: ['read'] }, new Date());
  const before = rssOf(server.pid) ?? 0;
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, rssOf(server.pid) ?? 0)), 20);
  const seconds = (await timed(() => screenStreaming(server.url, key, file, phones.length))) / 1000;
  clearInterval(watch);
  return {
    phones: phones.length,
    seconds: Math.round(seconds * 10) / 10,
    rowsPerSecond: Math.round(phones.length / seconds),
    rssGrowthMb: Math.round(highest - before),
    floorSeconds: Math.round((await timed(() => bareJoin(ctx, phones))) / 100) / 10,
    single: await measureSingle(server.url, key, phones),
  };
}

async function firstUser(ctx: Context): Promise<UserId> {
  const [user] = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ id: string }>(sql`select id from users order by id limit 1`),
  );
  return Number(user?.id) as UserId;
}

async function phonesToScreen(ctx: Context): Promise<string[]> {
  const out = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ phone: string }>(
      sql`select phone::text from phones where type is not null order by phone limit 500000`,
    ),
  );
  const list: string[] = [];
  for (const [n, { phone }] of out.entries())
    list.push(phone, `1${303 + (n % 600)}5${String(n % 1_000_000).padStart(6, '0')}`);
  return list;
}

async function screenStreaming(url: string, key: string, file: string, expected: number): Promise<void> {
  const answer = await fetch(`${url}/api/v1/screenings?channel=text`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/plain' },
    body: Readable.toWeb(createReadStream(file)) as never,
    duplex: 'half',
  } as RequestInit);
  let lines = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>)
    for (const byte of chunk) if (byte === 10) lines++;
  if (answer.status !== 200 || lines !== expected) throw new Error(`${answer.status}, ${lines} verdicts`);
}

function bareJoin(ctx: Context, phones: string[]) {
  return transaction(ctx.account.id, (tx) =>
    tx.execute(sql`
      select count(p.phone) from unnest(${arrayOf(phones, 'bigint')}) asked (phone)
      left join phones p on p.account_id = ${ctx.account.id}::bigint and p.phone = asked.phone and p.text_closed_at is not null`),
  );
}

async function measureSingle(url: string, key: string, phones: string[]) {
  const times: number[] = [];
  for (let n = 0; n < 500; n++) {
    const body = JSON.stringify({ channel: 'text', phones: [`+${phones[n * 7]}`] });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    times.push(
      await timed(async () => {
        const answer = await fetch(`${url}/api/v1/screenings`, { method: 'POST', headers, body });
        if (answer.status !== 200) throw new Error(`a screening answered ${answer.status}`);
        await answer.text();
      }),
    );
  }
  const sorted = times.slice(50).sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(share * sorted.length)] ?? 0) * 10) / 10;
  return { samples: sorted.length, p50: at(0.5), p99: at(0.99) };
}
