import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { start } from './children.mjs';
import { at, Problem, ROOT } from './root.mjs';

/** Everything an entry point stands on: the environment, checked, and the database, ready. */

/**
 * A TypeScript file of ours, bundled: a loader that compiles while importing would stay in this process,
 * and with it a thread and a compiler, for as long as the app serves.
 */
async function load(file) {
  const { build, stop } = await import('esbuild');
  const outfile = at('node_modules/.cache/opt-out-report-bin', `${path.parse(file).name}-${process.pid}.mjs`);
  try {
    await build({
      entryPoints: [at(file)],
      outfile,
      bundle: true,
      packages: 'external',
      alias: { '@': ROOT },
      platform: 'node',
      format: 'esm',
      sourcemap: 'inline',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
    await stop();
  }
}

/** The environment; a wrong or missing value ends here, one line each. */
export async function readEnvironment() {
  const { parseEnvironment } = await load('lib/env.ts');
  const environment = parseEnvironment(process.env, ROOT);
  if (environment.problems) throw new Problem(environment.problems.join('\n'));
  return environment;
}

/**
 * The database, migrated, and with it what this process must have in its environment. `stop` ends an
 * embedded one that we started. `attach`: use a running one.
 */
export async function openDatabase(environment, { attach = false, giveUp } = {}) {
  const { database, dataDir, demoPassword } = environment;
  if (database)
    return prepare(environment, { owner: database, secret: environment.authSecret, stop: async () => {} });

  const { attachOrStart, startEmbedded, keptFile, keptSecret } = await load('db/embedded.ts');
  const say = (line) => console.error(line);
  const open = attach ? attachOrStart : startEmbedded;
  const durability = process.env.OPT_OUT_DURABILITY;
  const embedded = await open({ dataDir, say, giveUp, ...(durability && { durability }) });
  try {
    const demo = embedded.attached ? undefined : readDemo(keptFile(dataDir, 'demo-password'), demoPassword);
    const authSecret = environment.authSecret ?? keptSecret(keptFile(dataDir, 'auth-secret'));
    return await prepare({ ...environment, authSecret }, { ...embedded, demo });
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** The password of the demo logins: the given one, else the kept one, else a new one, which is kept. */
function readDemo(file, given) {
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : null;
  const password = given ?? kept ?? randomBytes(9).toString('base64url');
  if (password !== kept) writeFileSync(file, password, { mode: 0o600 });
  return { password, isChanged: given !== null || kept === null };
}

/** Migrates and makes the logins in a process of its own, whose memory the server need not carry. */
async function prepare(environment, { owner, secret, demo, stop }) {
  const { child, ended } = start(
    process.execPath,
    ['--import', 'tsx', '--conditions=react-server', at('bin/prepare.ts')],
    {
      ipc: true,
      env: { ...variablesOf(environment), OPT_OUT_PREPARE: JSON.stringify({ owner, secret, demo }) },
    },
  );
  let told;
  child.once('message', (message) => (told = message));
  const code = await ended;
  if (code !== 0 || !told)
    throw new Problem(told?.problem ?? 'The database could not be prepared: see above.');
  if (told.problem) throw new Problem(told.problem);
  return {
    demo,
    stop,
    variables: { ...variablesOf(environment), OPT_OUT_DATABASE: JSON.stringify(told.logins) },
  };
}

/** What the app reads; `AUTH_*` also under the names that next-auth reads. */
const variablesOf = ({ dataDir, port, authSecret, authUrl, worker }) => ({
  OPT_OUT_ROOT: ROOT,
  DATA_DIR: dataDir,
  PORT: String(port),
  ...(authSecret && { AUTH_SECRET: authSecret, NEXTAUTH_SECRET: authSecret }),
  WORKER: worker.inside ? 'on' : 'off',
  WORKER_LANES: String(worker.lanes),
  AUTH_URL: authUrl,
  NEXTAUTH_URL: authUrl,
  NEXT_TELEMETRY_DISABLED: '1',
});

/** What serves for long does not know the login that could change the tables. */
export function withoutOwner({ OPT_OUT_DATABASE, ...variables }) {
  const { owner: _owner, ...logins } = JSON.parse(OPT_OUT_DATABASE);
  return { ...variables, OPT_OUT_DATABASE: JSON.stringify(logins) };
}
