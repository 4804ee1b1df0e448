import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import type { AccountId, UploadId } from '@/db/vocabulary';
import { log } from '@/lib/log';

/** Does what the upload's status asks for; set by `startWorker`, so that this file imports no verb. */
type Work = (account: AccountId, id: UploadId) => Promise<void>;

const SWEEP_MS = 2_000;
/** The first key of the advisory locks that mark an upload as being worked on. */
const LOCK_SPACE = 7_236_012;

/** On globalThis, because the bundler may load this file for the route and for the server's start apart. */
type Worker = { work: Work; busy: Set<UploadId>; timer: NodeJS.Timeout; sweeping: boolean };
const shared = globalThis as { optOutUploadWorker?: Worker };

/**
 * Starts looking for uploads to stage or apply, of every account. An upload's own row is its place in
 * the queue, and a session's advisory lock its lease: when a process dies the lock goes with its
 * connection, and any other worker takes over at its next look.
 */
export function startWorker(work: Work): () => Promise<void> {
  const timer = setInterval(() => void sweep(), SWEEP_MS);
  timer.unref();
  shared.optOutUploadWorker = { work, busy: new Set(), timer, sweeping: false };
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

async function sweep(): Promise<void> {
  const worker = shared.optOutUploadWorker;
  if (!worker || worker.sweeping) return;
  worker.sweeping = true;
  try {
    const waiting = await database().execute<{ account_id: string; upload_id: string }>(
      sql`select account_id, upload_id from uploads_to_work_on()`,
    );
    for (const row of waiting) {
      const id = Number(row.upload_id) as UploadId;
      if (!worker.busy.has(id) && worker.busy.size < 2)
        void take(worker, Number(row.account_id) as AccountId, id);
    }
  } catch (error) {
    log.warn({ err: error }, 'could not look for uploads; trying again');
  } finally {
    worker.sweeping = false;
  }
}

async function take(worker: Worker, account: AccountId, id: UploadId): Promise<void> {
  worker.busy.add(id);
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
