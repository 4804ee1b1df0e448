import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { endChildren } from './children.mjs';
import { openDatabase, readEnvironment, withoutOwner } from './ground.mjs';
import { answers, closeServers, noteServers, requireFreePort } from './http.mjs';
import { ensureInstalled, requireNode } from './install.mjs';
import { fail } from './root.mjs';

/** `npm start`: everything from a bare checkout to a serving app. */

let database;
let isServing = false;
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
stopWithParent();
try {
  await start();
} catch (error) {
  if (!isStopping) {
    fail(error);
    await stop();
  }
}

async function start() {
  requireNode();
  await ensureInstalled();
  const environment = await readEnvironment();
  await requireFreePort(environment.port);
  const build = await ensureBuilt();
  database = await openDatabase(environment, { giveUp });
  if (isStopping) return;
  await serve(build, environment.port);
  tell(environment);
}

/** Next's server runs inside this process: as a child it would outlive a `kill -9`. */
async function serve(build, port) {
  Object.assign(process.env, withoutOwner(database.variables), {
    HOSTNAME: process.env.BIND || '0.0.0.0',
    NEXT_MANUAL_SIG_HANDLE: '1',
  });
  delete process.env.DEMO_PASSWORD;
  noteServers();
  const { log } = console;
  console.log = () => {}; // Next's banner; ours comes when the app answers.
  await import(pathToFileURL(path.join(build, 'server.js')).href);
  while (!isStopping && !(await answers(port))) await wait(50);
  console.log = log;
  isServing = true;
}

function tell({ authUrl }) {
  console.log(`\nOpt Out Report is ready at ${authUrl}`);
  if (database.demo) {
    console.log(`  master     master@demo.example     ${database.demo.password}`);
    console.log(`  messenger  messenger@demo.example  ${database.demo.password}`);
  }
  console.log('Ctrl-C stops it.');
}

function giveUp(problem) {
  fail(problem);
  void stop();
}

/** Asked twice, it ends at once; an embedded database ends with this process in any case. */
async function stop() {
  if (isStopping) process.exit(1);
  isStopping = true;
  process.exitCode ??= isServing ? 0 : 130;
  await Promise.race([stopEverything(), wait(10_000)]);
  process.exit();
}

async function stopEverything() {
  await endChildren();
  await Promise.all([closeServers(), globalThis.optOutStopWork?.()]);
  await Promise.all(
    [...(globalThis.optOutPools?.values() ?? [])].map(({ $client }) => $client.end({ timeout: 2 })),
  );
  await database?.stop();
}

/** A killed npm cannot tell us, but we are adopted then. Tied, we end when our standard input does. */
function stopWithParent() {
  if (process.env.OPT_OUT_TIED) process.stdin.resume().on('end', stop);
  if (!process.env.npm_lifecycle_event) return;
  const born = ancestry();
  setInterval(() => ancestry() !== born && !isStopping && stop(), 1000).unref();
}

/** Our parent is npm's shell, and its parent npm. */
function ancestry() {
  const shell = process.ppid;
  try {
    return `${shell} ${/^PPid:.*$/m.exec(readFileSync(`/proc/${shell}/status`, 'utf8'))?.[0]}`;
  } catch {
    return String(shell);
  }
}
