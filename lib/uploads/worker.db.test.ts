import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { database } from '@/db/client';
import type { AccountId, UploadId } from '@/db/vocabulary';
import { newAccount } from '@/lib/testing/account';
import { receiveUpload } from './receive-upload';
import { startWorker, wakeWorker } from './worker';

let stop: (() => Promise<void>) | undefined;
beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(path.join(os.tmpdir(), 'opt-out-uploads-'));
});
afterEach(() => stop?.());

async function anUpload() {
  const { ctx, account } = await newAccount();
  const form = new FormData();
  form.set('file', new File(['Phone\n5125550101\n'], 'list.csv'));
  const received = await receiveUpload(ctx, new Request('http://localhost/', { method: 'POST', body: form }));
  if (!received.ok) throw new Error(received.message);
  return { account: account.id, id: received.id };
}

/** Other tests' uploads wait in the same database: only ours are looked at. */
const finish = (id: UploadId) =>
  database('owner').execute(sql`update uploads set status = 'cancelled' where id = ${id}`);

test('finds what waits in every account, and gives each upload to one worker at a time', async () => {
  const waiting = [await anUpload(), await anUpload()];
  const ours = new Set(waiting.map(({ id }) => id));
  const at = new Map<UploadId, number>();
  let most = 0;
  const work = vi.fn(async (_account: AccountId, id: UploadId) => {
    if (!ours.has(id)) return;
    at.set(id, (at.get(id) ?? 0) + 1);
    most = Math.max(most, at.get(id) ?? 0);
    await pause(150);
    at.set(id, (at.get(id) ?? 0) - 1);
  });
  stop = startWorker(work);
  for (let i = 0; i < 10; i++) {
    wakeWorker();
    await pause(30);
  }
  await vi.waitFor(() => {
    for (const { account, id } of waiting) expect(work).toHaveBeenCalledWith(account, id);
  });
  expect(most).toBe(1);
  for (const { id } of waiting) await finish(id);
});

test('an upload that another process holds is left to it, and taken over when that process is gone', async () => {
  const { id } = await anUpload();
  const other = await database('owner').$client.reserve();
  await other.unsafe(`select pg_advisory_lock(7236012, ${id})`);
  const taken = vi.fn();
  stop = startWorker(async (_account, which) => {
    if (which === id) taken();
    if (which === id) await finish(id);
  });
  await pause(400);
  expect(taken).not.toHaveBeenCalled();
  await other.unsafe('select pg_advisory_unlock_all()');
  other.release();
  await vi.waitFor(() => expect(taken).toHaveBeenCalledTimes(1), { timeout: 10_000 });
});

test('uploads that another process holds keep nobody behind them waiting', async () => {
  const held = [await anUpload(), await anUpload(), await anUpload()];
  const { id } = await anUpload();
  const other = await database('owner').$client.reserve();
  for (const it of held) await other.unsafe(`select pg_advisory_lock(7236012, ${it.id})`);
  const taken = vi.fn();
  stop = startWorker(async (_account, which) => {
    if (which === id) taken();
    if (which === id) await finish(id);
  });
  await vi.waitFor(() => expect(taken).toHaveBeenCalledTimes(1), { timeout: 10_000 });
  for (const it of held) await finish(it.id);
  await other.unsafe('select pg_advisory_unlock_all()');
  other.release();
});

test('an upload whose work fails is tried again', async () => {
  const { id } = await anUpload();
  let tries = 0;
  stop = startWorker(async (_account, which) => {
    if (which !== id) return;
    if (++tries < 2) throw new Error('the first try fails');
    await finish(id);
  });
  await vi.waitFor(() => expect(tries).toBe(2), { timeout: 10_000 });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
