import { endChildren, start } from './children.mjs';
import { openDatabase, readEnvironment } from './ground.mjs';
import { requireFreePort } from './http.mjs';
import { ensureInstalled, requireNode } from './install.mjs';
import { at, fail } from './root.mjs';

/** `npm run dev`: the same ground as `npm start`, and Next's development server on it. */

let database;
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
try {
  requireNode();
  await ensureInstalled();
  const environment = await readEnvironment();
  await requireFreePort(environment.port);
  database = await openDatabase(environment, { giveUp: fail });
  tell(environment);
  const next = start(
    process.execPath,
    [at('node_modules/next/dist/bin/next'), 'dev', '--port', String(environment.port)],
    {
      env: { ...database.variables, NODE_ENV: 'development' },
    },
  );
  process.exitCode = await next.ended;
} catch (error) {
  fail(error);
}
await stop();

function tell({ authUrl }) {
  console.log(`Developing at ${authUrl}`);
  if (database.demo) console.log(`Sign in as master@demo.example with ${database.demo.password}`);
}

async function stop() {
  if (isStopping) return;
  isStopping = true;
  await endChildren();
  await database?.stop();
  process.exit();
}
