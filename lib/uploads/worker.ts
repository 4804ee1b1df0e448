import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import type { AccountId, UploadId } from '@/db/vocabulary';
import { log } from '@/lib/log';

/** Does what the upload's status asks for; set by `startWorker`, so that this file imports no verb. */
type Work = (account: AccountId, id: UploadId) => Promise<void>;

const SWEEP_MS = 2_000;
const MOST_AT_ONCE = 2;
/** The first key of the advisory locks that mark an upload as being worked on. */
const LOCK_SPACE = 7_236_012;

/** On globalThis, because the bundler may load this file for the route and for the server's start apart. */
type Worker = {
  work: Work;
  busy: Map<UploadId, Promise<void>>;
  timer: NodeJS.Timeout;
  isSweeping: boolean;
  again: boolean;
};
const shared = globalThis as { optOutUploadWorker?: Worker };

/**
 * Starts looking for uploads to stage or apply, of every account. An upload's own row is its place in
 * the queue, and a session's advisory lock its lease: when a process dies the lock goes with its
 * connection, and any other worker takes over at its next look.
 */
export function startWorker(work: Work): () => Promise<void> {
  const timer = setInterval(() => void sweep(), SWEEP_MS);
  timer.unref();
  shared.optOutUploadWorker = { work, busy: new Map(), timer, isSweeping: false, again: false };
  void sweep();
  return stopWorker;
}

/** Looks at once, not at the next tick: someone is waiting. */
export function wakeWorker(): void {
  setImmediate(() => void sweep());
}

async function stopWorker(): Promise<void> {
  clearInterval(shared.optOutUploadWorker?.timer);
  delete shared.optOutUploadWorker;
}

/** Goes once through all that waits, so that one which can't be taken keeps nobody behind it waiting. */
async function sweep(): Promise<void> {
  const worker = shared.optOutUploadWorker;
  if (!worker) return;
  worker.again = true;
  if (worker.isSweeping) return;
  worker.isSweeping = true;
  try {
    while (worker.again) {
      worker.again = false;
      for (const { account, id } of await listWaiting()) {
        if (worker.busy.has(id)) continue;
        while (worker.busy.size >= MOST_AT_ONCE) await Promise.race(worker.busy.values());
        worker.busy.set(id, take(worker, account, id));
      }
    }
  } catch (error) {
    if (shared.optOutUploadWorker === worker)
      log.warn({ err: error }, 'could not look for uploads; trying again');
  } finally {
    worker.isSweeping = false;
  }
}

async function listWaiting(): Promise<{ account: AccountId; id: UploadId }[]> {
  const rows = await database().execute<{ account_id: string; upload_id: string }>(
    sql`select account_id, upload_id from uploads_to_work_on()`,
  );
  return rows.map((row) => ({
    account: Number(row.account_id) as AccountId,
    id: Number(row.upload_id) as UploadId,
  }));
}

async function take(worker: Worker, account: AccountId, id: UploadId): Promise<void> {
  try {
    await whileLocked(id, () => worker.work(account, id));
  } catch (error) {
    log.error({ err: error, upload: id }, 'an upload could not be worked on; it is tried again');
  } finally {
    worker.busy.delete(id);
  }
}

async function whileLocked(id: UploadId, work: () => Promise<void>): Promise<void> {
  const session = await database().$client.reserve();
  const key = `${LOCK_SPACE}, ${id % 2_147_483_647}`;
  try {
    const [lock] = await session.unsafe<{ held: boolean }[]>(`select pg_try_advisory_lock(${key}) as held`);
    if (!lock?.held) return;
    try {
      await work();
    } finally {
      await session.unsafe(`select pg_advisory_unlock(${key})`);
    }
  } finally {
    session.release();
  }
}
