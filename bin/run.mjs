import { existsSync } from 'node:fs';
import { endChildren, runNode } from './children.mjs';
import { openDatabase, readEnvironment, withoutOwner } from './ground.mjs';
import { ensureInstalled, requireNode } from './install.mjs';
import { at, fail, Problem } from './root.mjs';

/** `node bin/run.mjs NAME …`: runs `bin/NAME.ts` or `NAME/run.ts` with the database at hand. */

const [name, ...args] = process.argv.slice(2);
let database;
let ended;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
try {
  requireNode();
  const script = [at(`bin/${name}.ts`), at(`${name}/run.ts`)].find(existsSync);
  if (!script) throw new Problem(`There is no command ${name}.`);
  await ensureInstalled();
  database = await openDatabase(await readEnvironment(), { attach: true });
  ended = runNode(['--import', 'tsx', '--conditions=react-server', script, ...args], {
    env: name === 'worker' ? withoutOwner(database.variables) : database.variables,
  }).then(({ code }) => code);
  process.exitCode = await ended;
} catch (error) {
  fail(error);
}
await database?.stop();

async function stop() {
  await endChildren();
  await database?.stop();
  // A command that ends in its own way when it is told to stop has done what was wanted.
  process.exit((await ended) === 0 ? 0 : 130);
}
