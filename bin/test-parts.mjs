import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { runNode } from './children.mjs';
import { at } from './root.mjs';

/** The parts of `npm test`. Each says how many passed and failed; `temporary` is a folder to write to. */

/** A check that passes or fails as a whole counts as one. */
const check = ({ code }) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const runBin = (script, args, env) => runNode([at('node_modules', script), ...args], { env: clean(env) });

/** What the person's shell says about the app must not reach the tests. */
function clean(env = {}) {
  const names = [
    'DATABASE_URL',
    'DATA_DIR',
    'PORT',
    'BIND',
    'WORKER',
    'AUTH_SECRET',
    'AUTH_URL',
    'METRICS_TOKEN',
  ];
  const others = [
    'DEMO_PASSWORD',
    'TWILIO_ACCOUNT_SID',
    'TWILIO_AUTH_TOKEN',
    'NODE_ENV',
    'npm_lifecycle_event',
  ];
  const unset = Object.fromEntries([...names, ...others].map((name) => [name, undefined]));
  return { ...unset, NEXT_TELEMETRY_DISABLED: '1', ...env };
}

export async function format() {
  return check(await runBin('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']));
}

export async function lint() {
  return check(await runBin('oxlint/bin/oxlint', ['--type-aware']));
}

export async function types() {
  const routes = await runBin('next/dist/bin/next', ['typegen']);
  return check(routes.code === 0 ? await runBin('typescript/bin/tsc', ['--noEmit']) : routes);
}

export async function unit(temporary) {
  const report = path.join(temporary, 'unit.json');
  const { code } = await runBin('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = readReport(report);
  return { passed, failed: atLeastOne(code, failed) };
}

export async function browser(temporary) {
  const report = path.join(temporary, 'browser.json');
  const { code } = await runBin('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_CHROMIUM_PATH: await findChromium(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  const { expected: passed = 0, unexpected: failed = 0, flaky = 0 } = readReport(report).stats ?? {};
  return { passed: passed + flaky, failed: atLeastOne(code, failed) };
}

/** A run can fail without a failing test, by an error between them. */
const atLeastOne = (code, failed) => (code === 0 ? failed : Math.max(failed, 1));

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
