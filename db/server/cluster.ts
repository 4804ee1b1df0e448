import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries';
import { keptSecret, passwordOf, type Place } from './place';
import { StartProblem } from './problem';
import type { Runner } from './runner';

export const SUPERUSER = 'postgres';

/** Makes the data folder when there is none. Renamed into place whole, so that a killed attempt leaves none. */
export function makeCluster(place: Place, runner: Runner, binaries: Binaries): void {
  if (existsSync(place.cluster)) return requireOurMajor(place, binaries);
  removeKilledAttempts(place);
  const attempt = path.join(place.folder, `postgres.new-${process.pid}`);
  mkdirSync(attempt, { mode: 0o700 });
  const passwordFile = path.join(attempt, 'password');
  writeFileSync(passwordFile, passwordOf(SUPERUSER, keptSecret(place.secretFile)), { mode: 0o600 });
  const unfinished = path.join(attempt, 'cluster');
  if (runner.owner)
    for (const it of [attempt, passwordFile]) chownSync(it, runner.owner.uid, runner.owner.gid);
  try {
    initdb(runner, binaries, unfinished, passwordFile);
    renameSync(unfinished, place.cluster);
  } catch (error) {
    if (!existsSync(place.cluster)) throw error; // Else another starter was faster.
  } finally {
    rmSync(attempt, { recursive: true, force: true });
  }
}

/** Sorted by bytes and cased by Unicode, the same on every machine. */
function initdb(runner: Runner, binaries: Binaries, folder: string, passwordFile: string): void {
  const { file, args, options } = runner.command(binaries.initdb, [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  const { status, stderr, stdout, error } = spawnSync(file, args, { ...options, encoding: 'utf8' });
  if (status === 0) return;
  throw new StartProblem(
    `The embedded database could not be created: ${error?.message ?? `${stdout}${stderr}`.trim()}`,
  );
}

function requireOurMajor({ cluster, secretFile }: Place, { major }: Binaries): void {
  const written = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (written !== String(major)) {
    throw new StartProblem(
      `The data in ${cluster} was written by Postgres ${written}, and this version of the app runs Postgres ${major}. ` +
        `Move it over with pg_dump of ${written}, or install the version of the app that wrote it.`,
    );
  }
  if (!existsSync(secretFile)) {
    throw new StartProblem(
      `${secretFile} is missing, without which ${cluster} cannot be opened. Put it back.`,
    );
  }
}

function removeKilledAttempts({ folder }: Place): void {
  const attempts = readdirSync(folder).filter((name) => name.startsWith('postgres.new-'));
  for (const name of attempts.filter((attempt) => !isAlive(Number(attempt.split('-')[1])))) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}
