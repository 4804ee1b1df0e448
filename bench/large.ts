import { statSync } from 'node:fs';
import path from 'node:path';
import type { Server } from '@/bin/start-server';
import type { Login } from '@/db/connection';
import type { Context } from '@/lib/context';
import type { Browser } from './browser';
import { measureCopy, measureExport, type ExportTiming } from './exports';
import { measureFloor, measureImport, withFolder, writeCsv, type ImportTiming } from './imports';

/** The most rows that a text file may have. */
export const LARGE = Number(process.env.BENCH_ROWS ?? 5_000_000);

export type Large = { rows: number; megabytes: number; imports: ImportTiming[]; exports: ExportTiming[] };

/** The largest list that is taken, into an account without any, and out of it again; each beside what psql needs. */
export async function measureLarge(
  { server, browser, ctx }: { server: Server; browser: Browser; ctx: Context },
  owner: Login,
  say: (line: string) => void,
): Promise<Large> {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'list.csv');
    await writeCsv(file, LARGE);
    const megabytes = Math.round(statSync(file).size / 1e6);
    const tell = <T>(timing: T): T => {
      say(`  ${JSON.stringify(timing)}`);
      return timing;
    };
    const imports = [
      tell(await measureFloor(ctx, owner, file, LARGE)),
      tell(await measureImport(browser, server, { name: 'CSV', file, rows: LARGE })),
    ];
    const exporting = async (name: string, query: string) =>
      tell(await measureExport(browser, server, { name, query, rows: LARGE }));
    const exports = [
      tell(await measureCopy(ctx, server.logins.app, LARGE)),
      await exporting('CSV', 'format=csv'),
      await exporting('Excel, in sheets of 1,048,575 rows', 'format=xlsx'),
    ];
    return {
      rows: LARGE,
      megabytes,
      imports: imports.filter((it) => it !== null),
      exports: exports.filter((it) => it !== null),
    };
  });
}
