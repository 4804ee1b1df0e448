import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { GROUP_ROLES, type Login } from '@/db/connection';
import type { Context } from '@/lib/context';
import type { Browser } from './browser';
import { summary, type Timing } from './measure';

export type ExportTiming = {
  name: string;
  seconds: number;
  megabytes: number;
  rowsPerSecond: number;
  rssGrowthMb: number | null;
};

export const EXPORT = '/api/v1/opt-outs/export';

/** Times a whole export over HTTP and watches how much the server grows meanwhile. */
export async function measureExport(
  browser: Browser,
  { pid }: { pid: number },
  { name, query, rows }: { name: string; query: string; rows: number },
): Promise<ExportTiming> {
  await wait(2000);
  const before = rssOf(pid);
  let highest = before ?? 0;
  const watch = setInterval(() => (highest = Math.max(highest, rssOf(pid) ?? 0)), 20);
  const { ms, bytes } = await browser.drain(`${EXPORT}?${query}`);
  clearInterval(watch);
  const rssGrowthMb = before === null ? null : Math.round(highest - before);
  return { ...rate(name, ms, bytes, rows), rssGrowthMb };
}

/** The first page of the report, asked for by somebody else while a whole export runs. */
export async function measureWhileExporting(exporting: Browser, reading: Browser): Promise<Timing> {
  let isRunning = true;
  const running = exporting.drain(`${EXPORT}?format=csv`).finally(() => (isRunning = false));
  const times: number[] = [];
  while (isRunning) times.push((await reading.time('/reports/opt-outs')).ms);
  await running;
  return summary(times);
}

/** What `psql` takes to copy the same columns out, joined to their events as the export does; null without psql. */
export async function measureCopy(ctx: Context, login: Login, rows: number): Promise<ExportTiming | null> {
  const started = performance.now();
  try {
    const { stdout } = await promisify(execFile)(
      'psql',
      [
        '-qAtX',
        '-v',
        'ON_ERROR_STOP=1',
        '-c',
        `set role ${GROUP_ROLES.app}`,
        '-c',
        `set app.account_id = '${ctx.account.id}'`,
      ].concat(['-c', `\\copy (${SAME_ROWS}) to program 'wc -c' csv header`]),
      { env: { ...process.env, ...variablesOf(login) } },
    );
    return {
      ...rate('psql \\copy of the same columns', performance.now() - started, Number(stdout), rows),
      rssGrowthMb: null,
    };
  } catch {
    return null;
  }
}

const SAME_ROWS =
  'select p.phone, p.type, p.voice_closed_at, p.text_closed_at, p.text_locked_at, e.source, u.file_name, p.added_at, e.asked_on, e.actor_name, e.note ' +
  'from phones p join consent_events e on e.account_id = p.account_id and e.phone = p.phone ' +
  'and e.seq = case when p.voice_closed_at <= p.text_closed_at or p.text_closed_at is null then p.voice_seq else p.text_seq end ' +
  'left join uploads u on u.account_id = e.account_id and u.id = e.upload_id ' +
  'where p.type is not null order by p.added_at desc, p.phone desc';

export const variablesOf = ({ host, port, database, username, password }: Login) => ({
  PGHOST: host,
  PGPORT: String(port),
  PGDATABASE: database,
  PGUSER: username,
  PGPASSWORD: password,
});

function rate(name: string, ms: number, bytes: number, rows: number) {
  const seconds = ms / 1000;
  return {
    name,
    seconds: Math.round(seconds * 10) / 10,
    megabytes: Math.round(bytes / 1e5) / 10,
    rowsPerSecond: Math.round(rows / seconds),
  };
}

/** Resident memory in megabytes, where the system tells. */
export function rssOf(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return null;
  }
}
