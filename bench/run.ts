import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { startServer, type Server } from '@/bin/start-server';
import { closeDatabase, database } from '@/db/client';
import { LOGINS_VARIABLE } from '@/db/connection';
import type { Country } from '@/db/vocabulary';
import { createAccount } from '@/lib/accounts/create-account';
import { findAccount } from '@/lib/accounts/find-account';
import type { Context } from '@/lib/context';
import { attachOrStart } from '@/db/embedded';
import { foldCounts } from '@/lib/opt-outs/fold-counts';
import { signIn, type Browser } from './browser';
import { EXPORT, measureCopy, measureExport, measureWhileExporting, type ExportTiming } from './exports';
import { fill } from './fill';
import { measureLarge } from './large';
import { measureFloor, measureImport, withFolder, writeCsv } from './imports';
import { measure, timed } from './measure';
import { measureMessaging } from './messaging';
import { measurePage, measureTurning, type PageTiming } from './pages';
import { exportsTable, report, reportLarge, reportScale } from './report';
import { measureScreening } from './screenings';
import { listViews } from './views';

/**
 * `npm run bench`: how fast the report answers and exports with a million opt-outs in one account, on a
 * production build with a database of its own. BENCH_DIR keeps that database for the next run; BENCH_ROWS,
 * BENCH_SAMPLES and BENCH_ONLY (part of a view's name) make a run smaller.
 */
const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const SAMPLES = Number(process.env.BENCH_SAMPLES ?? 40);
const ONLY = process.env.BENCH_ONLY ?? '';
const MASTER = { name: 'Maria Reyes', email: 'bench@example.com', password: 'bench password' };
const SLUG = 'bench';
const NEW_ACCOUNT = {
  name: 'Bench',
  country: 'US' as Country,
  timeZone: 'America/Chicago',
  textNumber: null,
};

async function bench() {
  if (process.env.BENCH_PART === 'messaging') return measureMessaging(say);
  const dataDir = process.env.BENCH_DIR ?? mkdtempSync(path.join(os.tmpdir(), 'opt-out-bench-'));
  say('Starting the production server, building it first where the sources changed …');
  // Of the environment that belongs to the app of this folder, nothing may reach the one that is measured.
  const server = await startServer(dataDir, {
    DATABASE_URL: '',
    AUTH_URL: '',
    NEXTAUTH_URL: '',
    AUTH_SECRET: '',
  });
  process.env[LOGINS_VARIABLE] = JSON.stringify(server.logins);
  try {
    if (process.env.BENCH_PART === 'large') return reportLarge(await measureLargest(server, dataDir));
    const ctx = await ensureFilled();
    const browser = await signIn(server.url, MASTER.email, MASTER.password);
    if (process.env.BENCH_PART === 'exports')
      return console.log(exportsTable(await measureExports(server, browser, ctx)));
    const scale = await measureScale(server, browser, ctx, dataDir);
    const run = { at: new Date(), rows: ROWS, ...scale };
    if (process.env.BENCH_PART === 'scale') return reportScale(run);
    report({ ...run, samples: SAMPLES, ...(await measurePages(server, browser, ctx)) });
  } finally {
    await closeDatabase();
    await server.stop();
    if (!process.env.BENCH_DIR) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The largest files, in an account of their own. BENCH_PART=large runs this, and nothing else does. */
async function measureLargest(server: Server, dataDir: string) {
  const created = await createAccount({ ...NEW_ACCOUNT, slug: 'large', master: MASTER }, new Date());
  if (!created.ok) throw new Error(created.message);
  const { owner } = await attachOrStart({ dataDir });
  const browser = await signIn(server.url, MASTER.email, MASTER.password);
  return measureLarge({ server, browser, ctx: contextOf(created.account) }, owner, say);
}

/** What only large lists show: whole files out and in, whole lists screened. BENCH_PART=scale runs this alone. */
async function measureScale(server: Server, browser: Browser, ctx: Context, dataDir: string) {
  return withFolder(async (folder) => {
    const email = `imports-${Date.now()}@example.com`;
    const created = await createAccount(
      { ...NEW_ACCOUNT, slug: 'imports', master: { ...MASTER, email } },
      new Date(),
    );
    if (!created.ok) throw new Error(created.message);
    const other = await signIn(server.url, email, MASTER.password);
    const file = path.join(folder, 'list.csv');
    await writeCsv(file, ROWS);
    const exports = await measureExports(server, browser, ctx);
    say('Measuring imports …');
    const { owner } = await attachOrStart({ dataDir });
    const imports = [await measureFloor(contextOf(created.account), owner, file, ROWS)];
    const measured = (timing: (typeof imports)[number]) => {
      say(`  ${timing?.name}: ${timing?.total} s`);
      imports.push(timing);
    };
    measured(await measureImport(other, server, { name: 'CSV', file, rows: ROWS }));
    const workbook = path.join(folder, 'list.xlsx');
    await browser.download(`${EXPORT}?format=xlsx`, workbook);
    measured(
      await measureImport(other, server, { name: 'Excel, our own export of it', file: workbook, rows: ROWS }),
    );
    say('Measuring screenings …');
    const screening = await measureScreening(ctx, server, folder);
    return { exports, imports: imports.filter((timing) => timing !== null), screening };
  });
}

async function measurePages(server: Server, browser: Browser, ctx: Context) {
  say('Measuring pages …');
  const health = await measure(SAMPLES, async () => (await browser.time('/api/health')).ms);
  const pages: PageTiming[] = [];
  for (const view of await listViews(ctx)) {
    if (!view.name.includes(ONLY)) continue;
    const timing = await measurePage(browser, ctx, view, SAMPLES);
    say(`  ${view.name}: p50 ${timing.page.p50}, p95 ${timing.page.p95}, queries ${timing.list.p50}`);
    pages.push(timing);
  }
  const turning = await measureTurning(browser, ctx, 20);
  const second = await signIn(server.url, MASTER.email, MASTER.password);
  const whileExporting = await measureWhileExporting(browser, second);
  return { health, turning, whileExporting, pages };
}

async function measureExports(server: Server, browser: Browser, ctx: Context) {
  say('Measuring exports …');
  const rounds: Record<string, ExportTiming[]> = {};
  // By turns, so that what else the machine does meets the floor and the exports alike.
  for (let round = 0; round < ROUNDS; round++) {
    const tell = (timing: ExportTiming | null) => {
      if (!timing) return;
      (rounds[timing.name] ??= []).push(timing);
      say(`  ${timing.name}: ${timing.seconds} s`);
    };
    tell(await measureCopy(ctx, server.logins.app, ROWS));
    for (const [name, query] of Object.entries(EXPORTS))
      tell(await measureExport(browser, server, { name, query, rows: ROWS }));
  }
  return Object.values(rounds).map(middle);
}

const ROUNDS = 3;

/** The median by its time, with the most that the server ever grew by. */
function middle(timings: ExportTiming[]): ExportTiming {
  const [median] = timings.toSorted((a, b) => a.seconds - b.seconds).slice(timings.length >> 1);
  const growths = timings.map(({ rssGrowthMb }) => rssGrowthMb).filter((it) => it !== null);
  return { ...median!, rssGrowthMb: growths.length > 0 ? Math.max(...growths) : null };
}

const EXPORTS = { CSV: 'format=csv', 'CSV by phone': 'format=csv&sort=phone.asc', Excel: 'format=xlsx' };

/** The account with its million, made once and kept where BENCH_DIR keeps it. */
async function ensureFilled(): Promise<Context> {
  const found = await findAccount(SLUG);
  if (found) return contextOf(found);
  const created = await createAccount({ ...NEW_ACCOUNT, slug: SLUG, master: MASTER }, new Date());
  if (!created.ok) throw new Error(created.message);
  const ctx = contextOf(created.account);
  say(`Filling an account with ${ROWS.toLocaleString('en-US')} opt-outs …`);
  const seconds = await timed(() => fill(ctx, ROWS, say));
  await foldCounts();
  for (const table of ['phones', 'consent_events', 'opt_out_counts', 'uploads']) {
    await database('owner').execute(sql.raw(`vacuum (analyze) ${table}`));
  }
  say(`Filled in ${Math.round(seconds / 1000)} s.`);
  return ctx;
}

const contextOf = (account: Context['account']): Context => ({
  account,
  actor: { kind: 'user', id: 1, name: MASTER.name, role: 'master' },
  grants: { export: true, optIn: true, upload: true, all: false },
  now: () => new Date(),
});

const say = (line: string) => console.error(line);

await bench();
