import { existsSync, rmdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { optionsOf, type Login } from './connection';
import { findBinaries } from './server/binaries';
import { makeCluster, SUPERUSER } from './server/cluster';
import { launch, type Durability, type Launched } from './server/launch';
import { keptSecret, openPlace, openSocketFolder, passwordOf, type Place } from './server/place';
import { clearRemains, findPostmaster, isGoneWithin } from './server/postmaster';
import { StartProblem } from './server/problem';
import { chooseRunner } from './server/runner';

export { StartProblem } from './server/problem';
export { keptFile, keptSecret } from './server/place';

const DATABASE = 'opt_out_report';
const OWNER = 'opt_out_owner';

export type Embedded = { owner: Login; secret: string; stop(): Promise<void> };

type Request = {
  /** An absolute folder. */
  dataDir: string;
  durability?: Durability;
  /** Told when the server died and is started again. */
  say?: (line: string) => void;
  /** Called when it could not be started again. */
  giveUp?: (problem: Error) => void;
};

/** Thrown when another process runs the server of this folder already. */
export class AlreadyRunning extends StartProblem {}

/**
 * Starts the server that lives in `dataDir`, and starts it again whenever it dies, until `stop`.
 * Throws a StartProblem that says in one line what to do.
 */
export async function startEmbedded({
  dataDir,
  durability = 'safe',
  say,
  giveUp,
}: Request): Promise<Embedded> {
  const place = openPlace(dataDir);
  const binaries = findBinaries();
  const runner = chooseRunner(place, binaries.postgres);
  await requireFree(place);
  makeCluster(place, runner, binaries);
  const sockets = openSocketFolder(place, runner);
  const start = async () => {
    await clearRemains(place);
    return launch(place, runner, binaries, sockets, durability);
  };
  const server = keepRunning(await start().catch((problem) => blameOther(place, problem)), start, {
    say,
    giveUp,
  });
  try {
    await ensureDatabase(place, sockets);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    ...wayIn(place, sockets),
    async stop() {
      await server.stop();
      removeQuietly(sockets);
    },
  };
}

/** It may lie in the machine's folder for temporary files. */
function removeQuietly(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody uses it again.
  }
}

/** The running server of `dataDir`, or one of our own until `stop`. */
export async function attachOrStart(request: Request): Promise<Embedded & { attached: boolean }> {
  const attached = await attach(request.dataDir);
  return attached ? { ...attached, attached: true } : { ...(await startEmbedded(request)), attached: false };
}

async function attach(dataDir: string): Promise<Embedded | null> {
  if (!existsSync(dataDir)) return null;
  const place = openPlace(dataDir);
  for (let found = findPostmaster(place); found; found = findPostmaster(place)) {
    if (found.status === 'ready') return { ...wayIn(place, found.sockets), stop: async () => {} };
    await wait(50); // It is starting, or has just lost its process and stops.
  }
  return null;
}

/** A server whose process was killed a moment ago is given the time to stop, a short command that to finish. */
async function requireFree(place: Place): Promise<void> {
  const found = findPostmaster(place);
  if (!found) return;
  const patience = found.status === 'stopping' ? 30_000 : 4000;
  if (await isGoneWithin(place, patience)) return;
  if (findPostmaster(place)?.status === 'stopping' && (await isGoneWithin(place, 30_000))) return;
  throw new AlreadyRunning(
    `The database in ${place.folder} is in use by another process (server ${found.pid}).`,
  );
}

function blameOther(place: Place, problem: unknown): never {
  const other = findPostmaster(place);
  throw other
    ? new AlreadyRunning(
        `The database in ${place.folder} is in use by another process (server ${other.pid}).`,
      )
    : problem;
}

function keepRunning(
  first: Launched,
  start: () => Promise<Launched>,
  { say, giveUp }: Pick<Request, 'say' | 'giveUp'>,
): { stop(): Promise<void> } {
  let current = first;
  let stopping = false;
  const loop = async () => {
    for (;;) {
      await current.gone;
      if (stopping) return;
      say?.('The embedded database ended unexpectedly and is started again.');
      current = await startPatiently(start, () => stopping);
    }
  };
  const looping = loop().catch((problem: Error) => {
    if (!stopping) giveUp?.(problem);
  });
  return {
    async stop() {
      stopping = true;
      await current.stop();
      await looping;
      await current.stop(); // Started while we were asked to stop.
    },
  };
}

const PAUSES = [100, 500, 1000, 2000, 5000];

async function startPatiently(start: () => Promise<Launched>, isStopping: () => boolean): Promise<Launched> {
  let problem: unknown;
  for (const pause of PAUSES) {
    await wait(pause);
    if (isStopping()) break;
    try {
      return await start();
    } catch (error) {
      problem = error;
    }
  }
  throw problem ?? new StartProblem('The embedded database was stopped.');
}

function wayIn(place: Place, sockets: string): { owner: Login; secret: string } {
  const secret = keptSecret(place.secretFile);
  return { owner: login(sockets, DATABASE, OWNER, secret), secret };
}

const login = (host: string, database: string, username: string, secret: string): Login => ({
  host,
  port: 5432,
  database,
  username,
  password: passwordOf(username, secret),
});

/** The owner is no superuser, so that the embedded database refuses what a managed one would. */
async function ensureDatabase(place: Place, sockets: string): Promise<void> {
  const secret = keptSecret(place.secretFile);
  const superuser = login(sockets, 'postgres', SUPERUSER, secret);
  const sql = postgres({ ...optionsOf(superuser, 'owner'), max: 1, onnotice: () => {} });
  try {
    const [there] = await sql`select from pg_database where datname = ${DATABASE}`;
    if (there) return;
    const [known] = await sql`select from pg_roles where rolname = ${OWNER}`;
    if (!known) {
      await sql.unsafe(
        `create role ${OWNER} login createrole createdb password '${passwordOf(OWNER, secret)}'`,
      );
    }
    await sql.unsafe(`create database ${DATABASE} owner ${OWNER}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
