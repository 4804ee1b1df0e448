import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from './root.mjs';

/**
 * Runs a command that ends when this process does, however that ends: a shell holds the reading end of
 * a pipe to us, and tells the command when it closes. Ctrl-C reaches only us; we decide.
 */
const LIFELINE = `
trap '' INT HUP
exec 9<&0 </dev/null
"$@" 9<&- &
child=$!
(read -r _ <&9; kill -TERM "$child") 2>/dev/null &
watcher=$!
exec 9<&-
wait "$child"
status=$?
kill "$watcher" 2>/dev/null
exit $status
`;

const running = new Set();

/** Starts `file`. `ended` resolves to its exit code; `output` to what it wrote, when it was asked to keep it. */
export function start(file, args, { env = {}, output = 'inherit', ipc = false } = {}) {
  const stdio = ['pipe', ...(output === 'keep' ? ['pipe', 'pipe'] : [output, output])];
  const child = spawn('/bin/sh', ['-c', LIFELINE, 'lifeline', file, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ipc ? [...stdio, 'ipc'] : stdio,
  });
  running.add(child);
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code ?? 1;
  });
  return { child, ended, output: () => Buffer.concat(chunks).toString(), end: () => child.stdin.end() };
}

/** Runs `file` to its end; resolves to its exit code and what it wrote. */
export async function run(file, args, options) {
  const { ended, output } = start(file, args, options);
  return { code: await ended, output: output() };
}

/** Runs a program of an installed package, by its script, with this Node. */
export const runNode = (args, options) => run(process.execPath, args, options);

/** Tells all of them to end, and waits until they have. */
export async function endChildren() {
  const all = [...running];
  for (const child of all) child.stdin.end();
  await Promise.all(all.filter((child) => child.exitCode === null).map((child) => once(child, 'close')));
}

/** Whether a process with this id is there. */
export function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
