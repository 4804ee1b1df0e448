import { existsSync } from 'node:fs';
import { endChildren, runNode } from './children.mjs';
import { openDatabase, readEnvironment } from './ground.mjs';
import { ensureInstalled, requireNode } from './install.mjs';
import { at, fail, Problem } from './root.mjs';

/** `node bin/run.mjs NAME …`: runs `bin/NAME.ts` or `NAME/run.ts` with the database at hand. */

const [name, ...args] = process.argv.slice(2);
let database;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
try {
  requireNode();
  const script = [at(`bin/${name}.ts`), at(`${name}/run.ts`)].find(existsSync);
  if (!script) throw new Problem(`There is no command ${name}.`);
  await ensureInstalled();
  database = await openDatabase(await readEnvironment(), { attach: true });
  const { code } = await runNode(['--import', 'tsx', '--conditions=react-server', script, ...args], {
    env: database.variables,
  });
  process.exitCode = code;
} catch (error) {
  fail(error);
}
await database?.stop();

async function stop() {
  await endChildren();
  await database?.stop();
  process.exit(130);
}
