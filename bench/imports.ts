import { createWriteStream, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Login } from '@/db/connection';
import type { Context } from '@/lib/context';
import type { Browser } from './browser';
import { rssOf, variablesOf } from './exports';

/** Seconds of each part of an upload, from the first byte sent to "applied". */
export type ImportTiming = {
  name: string;
  rows: number;
  sending: number;
  staging: number;
  applying: number;
  total: number;
  rssGrowthMb: number | null;
};

/** A CSV as a CRM writes it, with phones that no other part of the bench has. */
export async function writeCsv(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file);
  out.write('First Name,Last Name,Phone,City\n');
  for (let from = 0; from < rows; from += 10_000) {
    let lines = '';
    for (let n = from; n < Math.min(rows, from + 10_000); n++) {
      lines += `${FIRST[n % FIRST.length]},${LAST[n % LAST.length]},${phoneAt(n)},${CITIES[n % CITIES.length]}\n`;
    }
    if (!out.write(lines)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

const FIRST = ['Ana', 'Luis', 'Grace', 'Omar', 'Wei', 'Ruth', 'Ivan'];
const LAST = ['Reyes', 'Okafor', 'Nguyen', 'Smith', 'Garcia', 'Lee', 'Brown', 'Diaz', 'Young'];
const CITIES = ['Austin', 'Dallas', 'El Paso', 'Houston', 'Waco'];

/** Spread over the number space, as a real list is: each step lands elsewhere in the index. Eight million of them. */
function phoneAt(n: number): string {
  const spread = (n * 7_919_993) % 8_000_000;
  const areaCode = AREA_CODES[Math.floor(spread / 800_000)];
  return `${areaCode}${2_000_000 + (spread % 800_000) * 10}`;
}

const AREA_CODES = [303, 304, 305, 306, 307, 308, 309, 310, 312, 313];

export async function measureImport(
  browser: Browser,
  { pid }: { pid: number },
  { name, file, rows }: { name: string; file: string; rows: number },
): Promise<ImportTiming> {
  await wait(2000);
  const before = rssOf(pid);
  let highest = before ?? 0;
  const watch = setInterval(() => (highest = Math.max(highest, rssOf(pid) ?? 0)), 20);
  const started = performance.now();
  const id = await browser.upload('/api/v1/uploads', await openAsBlob(file), path.basename(file));
  const sent = performance.now();
  await until(browser, id, 'staged');
  const staged = performance.now();
  await browser.post(`/api/v1/uploads/${id}/apply`, { channels: ['voice', 'text'] });
  await until(browser, id, 'applied');
  const applied = performance.now();
  clearInterval(watch);
  return {
    name,
    rows,
    sending: inSeconds(sent - started),
    staging: inSeconds(staged - sent),
    applying: inSeconds(applied - staged),
    total: inSeconds(applied - started),
    rssGrowthMb: before === null ? null : Math.round(highest - before),
  };
}

async function until(browser: Browser, id: number, wanted: string): Promise<void> {
  for (;;) {
    const { status, error } = await browser.status(`/api/v1/uploads/${id}`);
    if (status === wanted) return;
    if (status === 'failed') throw new Error(error);
    await wait(100);
  }
}

/**
 * What `psql` takes for the same: COPY the rows into a staging table, then one statement that merges them, with
 * their ledger events, into copies of the real tables with their indexes. Null without psql.
 */
export async function measureFloor(
  ctx: Context,
  owner: Login,
  file: string,
  rows: number,
): Promise<ImportTiming | null> {
  const env = { ...process.env, ...variablesOf(owner) };
  const psql = (...commands: string[]) =>
    promisify(execFile)('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', ...commands.flatMap((it) => ['-c', it])], {
      env,
    });
  try {
    await psql(...COPIES);
    const started = performance.now();
    await psql(`\\copy bench_staging from '${file}' csv header`);
    const staged = performance.now();
    await psql(merge(ctx));
    const merged = performance.now();
    await psql('drop table bench_staging, bench_phones, bench_events');
    return {
      name: 'psql: COPY, then one merging statement',
      rows,
      sending: 0,
      staging: inSeconds(staged - started),
      applying: inSeconds(merged - staged),
      total: inSeconds(merged - started),
      rssGrowthMb: null,
    };
  } catch (error) {
    console.error(String(error));
    return null;
  }
}

const COLUMNS =
  'account_id, phone, seq, voice_closed_at, voice_source, voice_seq, text_closed_at, text_source, text_seq, text_locked_at, text_lock, text_lock_seq';

const COPIES = [
  'drop table if exists bench_staging, bench_phones, bench_events',
  'create table bench_staging (first_name text, last_name text, phone text, city text)',
  'create table bench_phones (like phones including all)',
  'create table bench_events (like consent_events including all)',
  `insert into bench_phones (${COLUMNS}) select ${COLUMNS} from phones`,
  'insert into bench_events select * from consent_events',
  'analyze bench_phones',
  'analyze bench_events',
];

const merge = (ctx: Context) => `
  with asked as (select distinct ('1' || phone)::bigint as phone from bench_staging),
  closed as (
    insert into bench_phones as p (account_id, phone, seq, voice_closed_at, voice_source, voice_seq, text_closed_at, text_source, text_seq)
    select ${ctx.account.id}, phone, 1, now(), 'upload', 1, now(), 'upload', 1 from asked order by phone
    on conflict (account_id, phone) do update set seq = p.seq + 1,
      voice_closed_at = coalesce(p.voice_closed_at, excluded.voice_closed_at),
      voice_source = coalesce(p.voice_source, excluded.voice_source),
      voice_seq = coalesce(p.voice_seq, p.seq + 1),
      text_closed_at = coalesce(p.text_closed_at, excluded.text_closed_at),
      text_source = coalesce(p.text_source, excluded.text_source),
      text_seq = coalesce(p.text_seq, p.seq + 1)
    returning p.phone, p.seq, p.voice_seq = p.seq as closed_voice, p.text_seq = p.seq as closed_text)
  insert into bench_events (account_id, phone, seq, action, source, voice, text, changed_voice, changed_text, changed_lock, actor_kind, actor_id, actor_name, actor_role, recorded_at, upload_id)
  select ${ctx.account.id}, phone, seq, 'opt_out', 'upload', true, true, closed_voice, closed_text, false, 'user', 1, 'Maria Reyes', 'master', now(), 1 from closed`;

const inSeconds = (ms: number) => Math.round(ms / 100) / 10;

/** A folder for the files of a run, gone afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'opt-out-files-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
