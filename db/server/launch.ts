import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Binaries } from './binaries';
import type { Place } from './place';
import { findPostmaster, type Postmaster } from './postmaster';
import { StartProblem } from './problem';
import type { Runner } from './runner';

/** A server started by us. `gone` resolves when it has ended, for whatever reason. */
export type Launched = { gone: Promise<void>; stop(): Promise<void> };

export type Durability = 'safe' | 'fast and lossy, for tests';

/** Starts the server and waits until it takes connections. It ends when this process does, however that ends. */
export async function launch(
  place: Place,
  runner: Runner,
  { postgres }: Binaries,
  sockets: string,
  durability: Durability,
): Promise<Launched> {
  const logged = turnLog(place.log);
  const child = spawnOnLifeline(place, runner, [
    postgres,
    '-D',
    place.cluster,
    ...settings(sockets, durability).flatMap((setting) => ['-c', setting]),
  ]);
  let ended = false;
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve()).once('exit', () => resolve());
  }).then(() => void (ended = true));
  while (!ended) {
    const found = findPostmaster(place);
    if (found?.parent === child.pid && found?.status === 'ready')
      return { gone, stop: () => stop(child, found, () => ended) };
    await wait(10);
  }
  throw new StartProblem(`The embedded database did not start: ${whatWentWrong(place.log, logged)}`);
}

/**
 * Holds a pipe to us on descriptor 3. When it closes, because we end it or were killed, the server is
 * told to shut down at once and cleanly. A shell, because it must outlive us; in a session of its own,
 * because Ctrl-C goes to everything in ours.
 */
const LIFELINE = `
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
(read -r _ <&3; kill -INT "$child") 2>/dev/null &
watcher=$!
exec 3<&-
wait "$child"
kill "$watcher" 2>/dev/null
`;

function spawnOnLifeline({ log }: Place, runner: Runner, command: string[]): ChildProcess {
  const { file, args, options } = runner.command('/bin/sh', ['-c', LIFELINE, 'lifeline', ...command]);
  const output = openSync(log, 'a', 0o600);
  try {
    return spawn(file, args, { ...options, detached: true, stdio: ['pipe', output, output] });
  } finally {
    closeSync(output);
  }
}

/** For a machine that runs other things too. */
function settings(sockets: string, durability: Durability): string[] {
  return [
    `unix_socket_directories=${quoted(sockets)}`,
    'listen_addresses=',
    'max_connections=150',
    'shared_buffers=256MB',
    'work_mem=16MB',
    'maintenance_work_mem=128MB',
    'max_wal_size=2GB',
    'effective_cache_size=1GB',
    'random_page_cost=1.1',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_line_prefix=%m ',
    'log_checkpoints=off',
    ...(durability === 'safe' ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
}

const quoted = (folder: string) => `"${folder.replaceAll('"', '""')}"`;

async function stop(child: ChildProcess, { pid }: Postmaster, hasEnded: () => boolean): Promise<void> {
  if (hasEnded()) return;
  const exited = once(child, 'exit');
  child.stdin?.end();
  if ((await Promise.race([exited, wait(20_000, 'too slow', { ref: false })])) !== 'too slow') return;
  // What is written ahead is safe: the next start recovers it.
  process.kill(pid, 'SIGQUIT');
  await exited;
}

/** Keeps one older log, and says how long the current one is. */
function turnLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < 10_000_000) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

function whatWentWrong(log: string, from: number): string {
  const lines = readFileSync(log).subarray(from).toString().trim().split('\n');
  const told = lines.filter((line) => /FATAL|PANIC|ERROR|HINT/.test(line));
  return `${(told.length ? told : lines.slice(-3)).join(' ')} (see ${log})`;
}
