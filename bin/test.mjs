import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endChildren, isAlive } from './children.mjs';
import { ensureInstalled, requireNode } from './install.mjs';
import { fail, Problem } from './root.mjs';
import { browser, format, lint, types, unit } from './test-parts.mjs';

/** `npm test [-- PART …]`: everything that can be checked, each part even when another failed. */

const PARTS = { format, lint, types, unit, browser };
const NAMES = { unit: 'unit and database' };
const PREFIX = 'opt-out-tests-';

let temporary;
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
try {
  await test();
} catch (error) {
  if (!isStopping) fail(error);
}
if (!isStopping && temporary) remove(temporary);

async function test() {
  requireNode();
  const wanted = parseParts(process.argv.slice(2));
  await ensureInstalled();
  temporary = openTemporary();
  process.env.TMPDIR = temporary;
  const results = [];
  for (const part of wanted) if (!isStopping) results.push(await timed(part));
  if (!isStopping) tell(results);
}

function parseParts(names) {
  const unknown = names.filter((name) => !PARTS[name]);
  if (unknown.length) {
    throw new Problem(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  }
  return names.length ? names : Object.keys(PARTS);
}

async function timed(part) {
  console.log(`\n── ${part} ──`);
  const began = Date.now();
  const result = await PARTS[part](temporary).catch((error) => {
    console.error(error.forPeople ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  return { part, seconds: (Date.now() - began) / 1000, ...result };
}

function tell(results) {
  console.log('');
  for (const { part, passed, failed, seconds } of results) {
    const isCheck = passed + failed === 1 && !['unit', 'browser'].includes(part);
    const counts = [`${passed} passed`, ...(failed ? [`${failed} failed`] : [])].join(', ');
    console.log(
      `${NAMES[part] ?? part}: ${isCheck ? (failed ? 'failed' : 'passed') : counts} (${seconds.toFixed(1)} s)`,
    );
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') ? 1 : 0;
}

/** Everything the tests write goes here. The database's own user must be able to pass through. */
function openTemporary() {
  for (const name of readdirSync(os.tmpdir()).filter((it) => it.startsWith(PREFIX))) {
    if (!isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) remove(path.join(os.tmpdir(), name));
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o711);
  return folder;
}

function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function stop() {
  if (isStopping) process.exit(1);
  isStopping = true;
  await endChildren();
  if (temporary) remove(temporary);
  process.exit(130);
}
