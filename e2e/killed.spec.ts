import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { startServer, type Server } from '@/bin/start-server';
import { DEMO_MASTER, type Person } from './people';

const ROWS = 30_000;
/** Milliseconds after the upload, or after "apply", at which the server is killed. */
const MOMENTS = [40, 400, 900];

/** A server of its own, because it is killed: nothing it was doing may be half done, or wait for ever. */
test('killed while it reads and while it applies, an upload is applied whole all the same', async () => {
  test.slow();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'opt-out-killed-'));
  chmodSync(dataDir, 0o711);
  let server = await start(dataDir);
  const kill = async () => {
    process.kill(server.pid, 'SIGKILL');
    await wait(500);
    server = await start(dataDir);
  };
  try {
    let cookie = await signIn(server.url);
    for (const moment of MOMENTS) {
      const id = await upload(server.url, cookie, moment);
      await wait(moment);
      await kill();
      cookie = await signIn(server.url);
      await until(server.url, cookie, id, 'staged');
      await send(server.url, cookie, `/api/v1/uploads/${id}/apply`, JSON.stringify({ channels: ['text'] }));
      await wait(moment);
      await kill();
      cookie = await signIn(server.url);
      await until(server.url, cookie, id, 'applied');
      const { counts } = (await ask(server.url, cookie, `/api/v1/uploads/${id}`)) as Upload;
      expect(counts).toMatchObject({ rows: ROWS, new: ROWS, rejected: 0 });
    }
  } finally {
    await server.stop().catch(() => {});
    rmSync(dataDir, { recursive: true, force: true });
  }
});

type Upload = { id: number; status: string; counts: Record<string, number>; error?: string };

const start = (dataDir: string): Promise<Server> =>
  startServer(dataDir, {
    DEMO_PASSWORD: DEMO_MASTER.password,
    OPT_OUT_DURABILITY: 'fast and lossy, for tests',
  });

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

async function upload(url: string, cookie: string, moment: number): Promise<number> {
  const body = new FormData();
  const phones = Array.from(
    { length: ROWS },
    (_, n) => `${303 + MOMENTS.indexOf(moment)}5${String(n).padStart(6, '0')}`,
  );
  body.set('file', new File([['Phone', ...phones].join('\n')], 'list.csv'));
  const answer = await fetch(`${url}/api/v1/uploads`, {
    method: 'POST',
    headers: { cookie, origin: url },
    body,
  });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as Upload).id;
}

async function send(url: string, cookie: string, address: string, body: string): Promise<void> {
  const headers = { cookie, origin: url, 'content-type': 'application/json' };
  const answer = await fetch(url + address, { method: 'POST', headers, body });
  expect(answer.status).toBe(202);
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
