import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Place } from './place';

/** A running server, as its lock file tells. */
export type Postmaster = { pid: number; parent: number; status: string; sockets: string };

/** The server that runs on this cluster, or null. The lock file alone proves nothing: see `isServing`. */
export function findPostmaster({ cluster }: Place): Postmaster | null {
  const lines = readLock(cluster);
  const found = findProcess(Number(lines[0]));
  // A killed server can linger as a zombie, and its pid can be another program's by now.
  if (!found || found.state.startsWith('Z') || !found.command.includes(`postgres -D ${cluster} `))
    return null;
  return {
    pid: found.pid,
    parent: found.parent,
    sockets: lines[4] ?? '',
    status: (lines[7] ?? 'starting').trim(),
  };
}

/** Removes what a killed server left behind: its lock, and backends that have not noticed yet. */
export async function clearRemains(place: Place): Promise<void> {
  const lock = lockOf(place.cluster);
  if (!existsSync(lock)) return;
  if (!readLock(place.cluster)[0]) await wait(200); // Another starter is writing it this moment.
  if (findPostmaster(place)) return;
  // Seen from another container the pid says nothing, but the socket answers.
  if (await answers(readLock(place.cluster)[4])) return;
  await endOrphans(place.cluster);
  rmSync(lock, { force: true });
}

/** Waits until the server that we hear of is gone; false when it stays. */
export async function isGoneWithin(place: Place, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await wait(50)) {
    if (!findPostmaster(place)) return true;
  }
  return !findPostmaster(place);
}

const lockOf = (cluster: string) => path.join(cluster, 'postmaster.pid');

function readLock(cluster: string): string[] {
  try {
    return readFileSync(lockOf(cluster), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

type Process = { pid: number; parent: number; state: string; command: string };

function findProcess(pid: number): Process | null {
  if (!pid) return null;
  try {
    return hasProc ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}

const hasProc = existsSync('/proc/self/stat');

function fromProc(pid: number): Process {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return { pid, parent: Number(parent), state, command };
}

function fromPs(pid: number): Process {
  const columns = ['-ww', '-o', 'stat=,ppid=,command=', '-p', String(pid)];
  const line = execFileSync('ps', columns, { encoding: 'utf8' });
  const [, state = '', parent, command = ''] = /^\s*(\S+)\s+(\d+)\s+(.*)$/m.exec(line) ?? [];
  return { pid, parent: Number(parent), state, command };
}

function answers(sockets: string | undefined): Promise<boolean> {
  if (!sockets) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = net.connect(path.join(sockets, '.s.PGSQL.5432'));
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Backends of a killed server die when they next wait; a busy one holds the shared memory until then. */
async function endOrphans(cluster: string): Promise<void> {
  for (const end = Date.now() + 5000; Date.now() < end; await wait(50)) {
    const orphans = processesIn(cluster);
    if (orphans.length === 0) return;
    for (const pid of orphans) killQuietly(pid);
  }
}

/** Linux only; elsewhere Postgres itself waits for them or says so. */
function processesIn(cluster: string): number[] {
  if (!hasProc) return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isPostgresIn(pid, cluster));
}

function isPostgresIn(pid: number, cluster: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === cluster &&
      readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' &&
      !fromProc(pid).state.startsWith('Z')
    );
  } catch {
    return false;
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    // Gone by itself.
  }
}
