import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ExportTiming } from './exports';
import type { ImportTiming } from './imports';
import type { Large } from './large';
import type { ScreeningTiming } from './screenings';
import type { Timing } from './measure';
import type { PageTiming } from './pages';

export type Results = Scale & {
  samples: number;
  health: Timing;
  turning: Timing;
  whileExporting: Timing;
  pages: PageTiming[];
};

/** What large lists take. */
export type Scale = {
  at: Date;
  rows: number;
  exports: ExportTiming[];
  imports: ImportTiming[];
  screening: ScreeningTiming;
};

/** Milliseconds that a page may take at the 95th percentile. */
const TARGET = 150;
const FOLDER = path.resolve('bench');
const RESULTS = path.join(FOLDER, 'RESULTS.md');

/** Prints the results and keeps them: all of them as JSON, the tables in RESULTS.md. */
export function report(results: Results): void {
  keep(results, `${pagesInWords(results)}\n\n${scaleInWords(results)}`);
}

/** The same for large lists alone; the pages in RESULTS.md stay as they were measured. */
export function reportScale(results: Scale): void {
  const [pages = ''] = readFileSync(RESULTS, 'utf8').split(/^## Exports/m);
  keep(results, `${pages}${scaleInWords(results)}`);
}

/** The largest list, in a file of its own. */
export function reportLarge({ rows, megabytes, imports, exports }: Large): void {
  const at = new Date();
  const text = [
    `# The largest list, measured on ${at.toISOString().slice(0, 10)}`,
    '',
    `${machine()}. ${rows.toLocaleString('en-US')} rows of CSV (${megabytes} MB) into an account without any, and out of it again; \`BENCH_PART=large npm run bench\`.`,
    '',
    importsTable(imports),
    '',
    exportsTable(exports),
    '',
  ].join('\n');
  console.log(`\n${text}`);
  keepNumbers(at, { rows, megabytes, imports, exports });
  writeFileSync(path.join(FOLDER, 'LARGE.md'), text);
}

function keep(results: Scale, text: string): void {
  console.log(`\n${text}`);
  keepNumbers(results.at, results);
  writeFileSync(RESULTS, text);
}

/** What a table was made of, as JSON beside those of earlier runs. */
export function keepNumbers(at: Date, numbers: object): void {
  mkdirSync(path.join(FOLDER, 'results'), { recursive: true });
  const stamp = at.toISOString().replace(/[:.]/g, '-');
  writeFileSync(
    path.join(FOLDER, 'results', `${stamp}.json`),
    JSON.stringify({ ...numbers, machine: machine() }, null, 1),
  );
}

function pagesInWords(results: Results): string {
  const { at, rows, samples, health, turning, whileExporting, pages } = results;
  const slow = pages.filter(({ page }) => page.p95 >= TARGET);
  return [
    `# Measured on ${at.toISOString().slice(0, 10)}`,
    '',
    `${machine()}. ${rows.toLocaleString('en-US')} opt-outs in one account; production build over loopback; the app's own database role; \`npm run bench\`.`,
    '',
    `## Pages of the report: request to last byte, milliseconds, ${samples} samples each`,
    '',
    `Target: under ${TARGET} ms at the 95th percentile. ${slow.length === 0 ? `All ${pages.length} views meet it.` : `${slow.length} of ${pages.length} views miss it: ${slow.map(({ name }) => name).join('; ')}.`}`,
    '`queries` is what the product asks the database for that page, `floor` the bare keyset query for its 50 rows, both at the median.',
    '',
    table(
      ['view', 'p50', 'p95', 'max', 'queries', 'floor'],
      [
        ['`/api/health` (floor of any request)', health.p50, health.p95, health.max, '', ''],
        ['turning 20 pages with Next', turning.p50, turning.p95, turning.max, '', ''],
        [
          'first page while a CSV of everything is exported',
          whileExporting.p50,
          whileExporting.p95,
          whileExporting.max,
          '',
          '',
        ],
        ...pages.map(({ name, page, list, floor }) => [
          name,
          page.p50,
          page.p95,
          page.max,
          list.p50,
          floor?.p50 ?? '',
        ]),
      ],
    ),
  ].join('\n');
}

function scaleInWords({ at, rows, exports, imports, screening }: Scale): string {
  const { single } = screening;
  return [
    `## Exports of ${rows.toLocaleString('en-US')} opt-outs, measured on ${at.toISOString().slice(0, 10)}`,
    '',
    exportsTable(exports),
    '',
    '## Imports, from the first byte sent to "applied", seconds',
    '',
    importsTable(imports),
    '',
    '## Screening',
    '',
    `${screening.phones.toLocaleString('en-US')} phones against ${rows.toLocaleString('en-US')} opt-outs by the streaming call: ${screening.seconds} s, ${screening.rowsPerSecond.toLocaleString('en-US')} phones/s, the server grows by ${screening.rssGrowthMb} MB; the bare join of the same numbers takes ${screening.floorSeconds} s (${times(screening.seconds, screening.floorSeconds)} times). One phone at a time (${single.samples} calls): p50 ${single.p50} ms, p99 ${single.p99} ms.`,
    '',
  ].join('\n');
}

export function exportsTable(exports: ExportTiming[]): string {
  const copied = exports.find(({ name }) => name.startsWith('psql'));
  return table(
    ['what', 'seconds', 'MB', 'MB/s', 'rows/s', 'times psql', 'server grows by, MB'],
    exports.map((it) => [
      it.name,
      it.seconds,
      it.megabytes,
      Math.round(it.megabytes / it.seconds),
      it.rowsPerSecond.toLocaleString('en-US'),
      copied ? times(it.seconds, copied.seconds) : '',
      it.rssGrowthMb ?? '',
    ]),
  );
}

function importsTable(imports: ImportTiming[]): string {
  const floor = imports.find(({ name }) => name.startsWith('psql'));
  return table(
    [
      'what',
      'rows',
      'sending',
      'staging',
      'applying',
      'total',
      'rows/s',
      'times psql',
      'server grows by, MB',
    ],
    imports.map((it) => [
      it.name,
      it.rows.toLocaleString('en-US'),
      it.sending,
      it.staging,
      it.applying,
      it.total,
      Math.round(it.rows / it.total).toLocaleString('en-US'),
      floor ? times(it.total, floor.total) : '',
      it.rssGrowthMb ?? '',
    ]),
  );
}

const times = (seconds: number, floor: number) => Math.round((seconds / floor) * 100) / 100;

function table(names: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(names), line(names.map((_, n) => (n === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const machine = () =>
  `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
