import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { closeDatabase } from '@/db/client';
import { LOGINS_VARIABLE, optionsOf, type Login } from '@/db/connection';
import { startEmbedded, type Embedded } from '@/db/embedded';
import { migrate } from '@/db/migrate';
import { ensureLogins } from '@/db/roles';
import { SUPERUSER } from '@/db/server/cluster';
import { passwordOf } from '@/db/server/place';

/** A database, a web server and workers, each a process that can be killed. */
export type World = {
  url: string;
  authToken: string;
  killWorker(): Promise<void>;
  killDatabase(): Promise<void>;
  stop(): Promise<void>;
};

export async function openWorld(say: (line: string) => void, { workers: count = 4 } = {}): Promise<World> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'opt-out-torture-'));
  chmodSync(dataDir, 0o711);
  const authToken = randomBytes(16).toString('hex');
  const authSecret = randomBytes(32).toString('base64url');
  const database = await openDatabase(dataDir, say);
  const logins = await ensureLoginsOf(database, authSecret);
  process.env[LOGINS_VARIABLE] = JSON.stringify(logins);
  const port = await findFreePort();
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: urlOf(database.owner),
    PORT: String(port),
    BIND: '127.0.0.1',
    AUTH_SECRET: authSecret,
    AUTH_URL: `http://localhost:${port}`,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_ACCOUNT_SID: '',
    WORKER: 'off',
    LOG_LEVEL: 'error',
    OPT_OUT_TIED: '1',
    npm_lifecycle_event: undefined,
  };
  const server = await startServer(env);
  const workers = await Promise.all(Array.from({ length: count }, () => startWorker(env)));
  return {
    url: env.AUTH_URL,
    authToken,
    async killWorker() {
      const n = Math.floor(Math.random() * workers.length);
      workers[n]?.kill('SIGKILL');
      workers[n] = await startWorker(env);
    },
    async killDatabase() {
      const pid = Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
      for (const each of [pid, ...childrenOf(pid)]) killQuietly(each);
      await untilAnswers(database.owner);
    },
    async stop() {
      for (const worker of workers) worker.kill('SIGKILL');
      server.stdin?.end();
      await Promise.race([once(server, 'exit'), wait(15_000)]);
      server.kill('SIGKILL');
      await closeDatabase();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Safe, as in production, and keeping the times of commits for the checker. */
async function openDatabase(dataDir: string, say: (line: string) => void): Promise<Embedded> {
  const first = await startEmbedded({ dataDir });
  const login = { ...first.owner, database: 'postgres', username: SUPERUSER };
  const sql = postgres({
    ...optionsOf({ ...login, password: passwordOf(SUPERUSER, first.secret) }, 'owner'),
    max: 1,
    onnotice: () => {},
  });
  await sql.unsafe('alter system set track_commit_timestamp = on');
  await sql.end();
  await first.stop();
  const database = await startEmbedded({ dataDir, say });
  await migrate(database.owner);
  return database;
}

const ensureLoginsOf = ({ owner }: Embedded, secret: string) => ensureLogins(owner, secret, console.warn);

const urlOf = ({ username, password, port, database, host }: Login) =>
  `postgres://${username}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;

async function startServer(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.resolve('bin/start.mjs')], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('is ready at')) resolve();
    });
    child.once('exit', () => reject(new Error(`The server did not start: ${said}`)));
  });
  return child;
}

/** The worker itself, without the launcher around it, so that a kill hits it and nothing else. */
async function startWorker(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=react-server', path.resolve('bin/worker.ts')],
    { env: { ...env, WORKER: 'on' }, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  child.stdout?.resume();
  await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'exit')]);
  return child;
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

function parentOf(name: string): number | null {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
  } catch {
    return null; // It has just ended.
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its parent.
  }
}

async function untilAnswers(owner: Login): Promise<void> {
  for (;;) {
    const sql = postgres({ ...optionsOf(owner, 'owner'), max: 1, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch {
      await wait(100);
    } finally {
      await sql.end({ timeout: 1 }).catch(() => {});
    }
  }
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
