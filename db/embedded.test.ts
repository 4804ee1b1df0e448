import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { optionsOf, type Login } from './connection';
import { AlreadyRunning, attachOrStart, startEmbedded } from './embedded';

let home: string;
let dataDir: string;
let children: ChildProcess[];

beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'opt-out life '));
  dataDir = path.join(home, 'data');
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await expect.poll(() => processesOf(dataDir), { timeout: 5000 }).toEqual([]);
  rmSync(home, { recursive: true, force: true });
});

const start = (more: Partial<Parameters<typeof startEmbedded>[0]> = {}) =>
  startEmbedded({ dataDir, durability: 'fast and lossy, for tests', ...more });

describe('what was committed is there', () => {
  test('after a stop and a start', async () => {
    await holding(async ({ owner }) => say(owner, 'create table t as select 7 as n'));
    await holding(async ({ owner }) => expect(await say(owner, 'select n from t')).toEqual([{ n: 7 }]));
  });

  test('after kill -9 of node, of which no process is left 3 seconds later', async () => {
    const child = await startInAnotherProcess();
    await say(child.owner, 'create table t as select 7 as n');
    child.process.kill('SIGKILL');
    await expect.poll(() => processesOf(dataDir), { timeout: 3000 }).toEqual([]);
    await holding(async ({ owner }) => expect(await say(owner, 'select n from t')).toEqual([{ n: 7 }]));
  });

  test('after kill -9 of the server, which is started again by itself', async () => {
    const heard: string[] = [];
    const server = await start({ durability: 'safe', say: (line) => heard.push(line) });
    await say(server.owner, 'create table t as select 7 as n');
    process.kill(serverPid(), 'SIGKILL');
    await expect
      .poll(() => say(server.owner, 'select n from t').catch(() => 'not yet'), { timeout: 10_000 })
      .toEqual([{ n: 7 }]);
    expect(heard).toEqual(['The embedded database ended unexpectedly and is started again.']);
    await server.stop();
  });

  test('after kill -9 of both at once, in the middle of a query', async () => {
    const child = await startInAnotherProcess();
    await say(child.owner, 'create table t as select 7 as n');
    const busy = say(child.owner, 'select count(*) from generate_series(1, 1e9)').catch(() => 'cut off');
    await wait(300);
    process.kill(serverPid(), 'SIGKILL');
    child.process.kill('SIGKILL');
    await holding(async ({ owner }) => expect(await say(owner, 'select n from t')).toEqual([{ n: 7 }]));
    expect(await busy).toBe('cut off');
  });
});

describe('one server for one folder', () => {
  test('a second starter is told so, and the first goes on', async () => {
    await holding(async ({ owner }) => {
      await expect(start()).rejects.toThrow(AlreadyRunning);
      expect(await say(owner, 'select 1 as n')).toEqual([{ n: 1 }]);
    });
  });

  test('of two starters at once on a new folder one wins, and the other is told so', async () => {
    const outcomes = await Promise.allSettled([startInAnotherProcess(), startInAnotherProcess()]);
    const [won] = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(String(lost?.reason)).toMatch(/in use by another process/);
    expect(await say(won!.value.owner, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('a command attaches to the running one and leaves it running', async () => {
    await holding(async ({ owner }) => {
      const attached = await attachOrStart({ dataDir });
      expect(attached.attached).toBe(true);
      expect(attached.owner).toEqual(owner);
      await attached.stop();
      expect(await say(owner, 'select 1 as n')).toEqual([{ n: 1 }]);
    });
  });

  test('a lock that names the pid of some other program is not believed', async () => {
    await holding(async () => {});
    writeFileSync(path.join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${dataDir}\n`);
    await holding(async ({ owner }) => expect(await say(owner, 'select 1 as n')).toEqual([{ n: 1 }]));
  });
});

describe('a place that is unusual', () => {
  test('a path too long for a socket', async () => {
    dataDir = path.join(home, 'a folder with a long name/'.repeat(6));
    await holding(async ({ owner }) => expect(await say(owner, 'select 1 as n')).toEqual([{ n: 1 }]));
  });

  test('data of another major version is refused in one clear line and left as it is', async () => {
    await holding(async () => {});
    writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/was written by Postgres 15, and this version of the app runs/);
    expect(existsSync(path.join(dataDir, 'postgres/base'))).toBe(true);
  });

  test('without its kept secret the data is refused in one clear line', async () => {
    await holding(async () => {});
    rmSync(path.join(dataDir, 'secrets/database-secret'));
    await expect(start()).rejects.toThrow(/database-secret is missing/);
  });

  test('nobody logs in without the password', async () => {
    await holding(async ({ owner }) => {
      await expect(say({ ...owner, password: 'guess' }, 'select 1')).rejects.toThrow(
        /password authentication/,
      );
    });
  });
});

async function holding(work: (server: Awaited<ReturnType<typeof start>>) => Promise<unknown>): Promise<void> {
  const server = await start();
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

async function say(login: Login, query: string): Promise<unknown[]> {
  const sql = postgres({ ...optionsOf(login, 'owner'), max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(query))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function startInAnotherProcess(): Promise<{ process: ChildProcess; owner: Login }> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(path.resolve('db/embedded.ts'))};
    const dataDir = ${JSON.stringify(dataDir)};
    const { owner } = await startEmbedded({ dataDir }).catch((problem) => {
      console.log(problem.message);
      process.exit(1);
    });
    console.log(JSON.stringify(owner));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  try {
    return { process: child, owner: JSON.parse(line.toString()) as Login };
  } catch {
    throw new Error(line.toString());
  }
}

const serverPid = () =>
  Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** Servers and their shells, by command line or, for backends, by where they work. */
function processesOf(folder: string): string[] {
  const listed = execFileSync('ps', ['-eww', '-o', 'pid=,stat=,command='], { encoding: 'utf8' });
  return listed.split('\n').filter((line) => line.includes(`-D ${folder}`) && !/^\s*\d+\s+Z/.test(line));
}
