import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, runNode } from './children.mjs';
import { at, Problem, ROOT } from './root.mjs';

/** Beside the packages, because a new install needs a new build. */
const BUILDS = at('node_modules/.cache/opt-out-report');
/** Names the process that builds. */
const TURN = path.join(BUILDS, 'building');
const NEXT = at('node_modules/next/dist/bin/next');

const SOURCES = [
  'app',
  'components',
  'db',
  'lib',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** The folder of the production server made from the sources as they are now; builds it when it is missing. */
export async function ensureBuilt() {
  const build = path.join(BUILDS, hashOfSources());
  const isThere = () => existsSync(path.join(build, 'server.js'));
  if (isThere()) return build;
  await takeTurn();
  try {
    if (!isThere()) await makeBuild(build);
  } finally {
    rmSync(TURN, { force: true });
  }
  return build;
}

async function makeBuild(build) {
  console.log('Building (about half a minute) …');
  const { code, output } = await runNode([NEXT, 'build'], {
    output: 'keep',
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (code !== 0) throw new Problem(`${output.trim()}\nThe build failed: see above.`);
  moveBuild(build);
  removeOldBuilds(build);
}

/** Next refuses to build twice at once: the second waits for what the first makes. */
async function takeTurn() {
  mkdirSync(BUILDS, { recursive: true });
  for (let said = false; ; said = true) {
    try {
      return writeFileSync(TURN, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isAlive(Number(readQuietly(TURN)))) rmSync(TURN, { force: true });
    else if (!said) console.log('Waiting for another build …');
    await wait(200);
  }
}

function readQuietly(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Away from where the next build happens, so that building never pulls files from under a running server. */
function moveBuild(build) {
  const made = at('.next/standalone');
  cpSync(at('.next/static'), path.join(made, '.next/static'), { recursive: true });
  if (existsSync(at('public'))) cpSync(at('public'), path.join(made, 'public'), { recursive: true });
  rmSync(build, { recursive: true, force: true });
  renameSync(made, build);
}

/** All but this one and the one before, which may still be serving. */
function removeOldBuilds(newest) {
  const others = readdirSync(BUILDS)
    .map((name) => path.join(BUILDS, name))
    .filter((build) => ![newest, TURN].includes(build))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const build of others.slice(1)) rmSync(build, { recursive: true, force: true });
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesUnder(at(source)))) {
    hash.update(`${path.relative(ROOT, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesUnder(entry) {
  const found = statSync(entry, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [entry];
  return readdirSync(entry)
    .sort()
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .flatMap((name) => filesUnder(path.join(entry, name)));
}
