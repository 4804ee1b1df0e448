import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { startServer, type Server } from '@/bin/start-server';
import { DEMO_MASTER, type Person } from './people';

const ROWS = 30_000;
/** Milliseconds at which something is killed after an upload was sent, applied or undone; one more is drawn. */
const MOMENTS = [40, 700];
/** What is told to be done must survive the death of the database, so there it is as durable as in production. */
const DURABILITY = { 'the server': 'fast and lossy, for tests', 'the database': '' };

/** A server of its own, because it is killed: nothing it was doing may be half done, or wait for ever. */
for (const victim of ['the server', 'the database'] as const) {
  test(`${victim} killed while it reads, applies and undoes: all of it happens all the same, or none`, async () => {
    test.setTimeout(300_000);
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'opt-out-killed-'));
    chmodSync(dataDir, 0o711);
    let server = await start(dataDir, DURABILITY[victim]);
    let cookie = await signIn(server.url);
    let kills = 0;
    const killAfter = async (moment: number) => {
      await wait(moment);
      if (victim === 'the database') return killDatabase(dataDir, kills++);
      process.kill(server.pid, 'SIGKILL');
      await wait(500);
      server = await start(dataDir, DURABILITY[victim]);
      cookie = await signIn(server.url);
    };
    try {
      const before = await countOptOuts(server.url, cookie);
      for (const [n, moment] of [...MOMENTS, Math.round(Math.random() * 1500)].entries()) {
        test.info().annotations.push({ type: 'killed after', description: `${moment} ms` });
        const id = await upload(server.url, cookie, n);
        await killAfter(moment);
        await until(server.url, cookie, id, 'staged');
        await send(server.url, cookie, `/api/v1/uploads/${id}/apply`, { channels: ['text'] });
        await killAfter(moment);
        await until(server.url, cookie, id, 'applied');
        const { counts } = (await ask(server.url, cookie, `/api/v1/uploads/${id}`)) as Upload;
        expect(counts).toMatchObject({ rows: ROWS, new: ROWS, rejected: 0 });
        expect(await countOptOuts(server.url, cookie)).toBe(before + ROWS);
        await send(server.url, cookie, `/api/v1/uploads/${id}/undo`, { reason: 'Wrong file' });
        await killAfter(moment);
        await until(server.url, cookie, id, 'undone');
        expect(await countOptOuts(server.url, cookie)).toBe(before);
      }
    } finally {
      await server.stop().catch(() => {});
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
}

/** By turns the whole database, its first process alone, and one that serves a connection. */
function killDatabase(dataDir: string, turn: number): void {
  const first = Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const others = execFileSync('pgrep', ['-P', String(first)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);
  const victims = [[first, ...others], [first], others.slice(-1)][turn % 3]!;
  for (const pid of victims) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself, as they do when the first one has gone.
    }
  }
}

async function countOptOuts(url: string, cookie: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/opt-outs/export?format=csv`, {
    method: 'HEAD',
    headers: { cookie },
  });
  return Number(answer.headers.get('x-total-count'));
}

type Upload = { id: number; status: string; counts: Record<string, number>; error?: string };

const start = (dataDir: string, durability: string): Promise<Server> =>
  startServer(dataDir, { DEMO_PASSWORD: DEMO_MASTER.password, OPT_OUT_DURABILITY: durability });

async function signIn(url: string, { email, password }: Person = DEMO_MASTER): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(first), origin: url },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  });
  return cookiesOf(answer);
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/** The n-th upload, with phones that no other has. */
async function upload(url: string, cookie: string, n: number): Promise<number> {
  const body = new FormData();
  const phones = Array.from({ length: ROWS }, (_, i) => `${303 + n}5${String(i).padStart(6, '0')}`);
  body.set('file', new File([['Phone', ...phones].join('\n')], 'list.csv'));
  const answer = await fetch(`${url}/api/v1/uploads`, {
    method: 'POST',
    headers: { cookie, origin: url },
    body,
  });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as Upload).id;
}

/** Tries again while the database comes back: whoever gets no answer does the same. */
async function send(url: string, cookie: string, address: string, body: object): Promise<void> {
  const headers = { cookie, origin: url, 'content-type': 'application/json' };
  await expect
    .poll(
      async () =>
        (await fetch(url + address, { method: 'POST', headers, body: JSON.stringify(body) })).status,
    )
    .toBe(202);
}

const ask = async (url: string, cookie: string, address: string): Promise<unknown> =>
  (await fetch(url + address, { headers: { cookie } })).json();

async function until(url: string, cookie: string, id: number, status: string): Promise<void> {
  await expect
    .poll(async () => ((await ask(url, cookie, `/api/v1/uploads/${id}`)) as Upload).status, {
      timeout: 40_000,
    })
    .toBe(status);
}
