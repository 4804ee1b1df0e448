import 'server-only';
import { database } from '@/db/client';
import type { AccountId } from '@/db/vocabulary';
import { log } from '@/lib/log';

/** Does what the row's status asks for. */
type Work<Id> = (account: AccountId, id: Id) => Promise<void>;
type Waiting<Id> = { account: AccountId; id: Id };

const SWEEP_MS = 2_000;
const MOST_AT_ONCE = 2;

type Worker<Id> = {
  work: Work<Id>;
  busy: Map<Id, Promise<void>>;
  timer: NodeJS.Timeout;
  isSweeping: boolean;
  again: boolean;
};

/** On globalThis, because the bundler may load this file for the route and for the server's start apart. */
const workers = ((globalThis as { optOutWorkers?: Map<string, unknown> }).optOutWorkers ??= new Map());

export type RowQueue<Id> = {
  /** Starts looking; the work comes from outside, so that whoever wakes the queue imports no verb. */
  start: (work: Work<Id>) => () => Promise<void>;
  /** Looks at once, not at the next tick: someone is waiting. */
  wake: () => void;
};

/**
 * Rows of every account that are to be worked on. A row is its own place in the queue, and a session's
 * advisory lock its lease: when a process dies the lock goes with its connection, and any other worker takes
 * over at its next look.
 */
export function rowQueue<Id extends number>({
  name,
  lockSpace,
  list,
}: {
  /** What its rows are, in the plural. */
  name: string;
  /** The first key of its advisory locks. */
  lockSpace: number;
  list: () => Promise<Waiting<Id>[]>;
}): RowQueue<Id> {
  const current = () => workers.get(name) as Worker<Id> | undefined;

  /** Goes once through all that waits, so that one which can't be taken keeps nobody behind it waiting. */
  async function sweep(): Promise<void> {
    const worker = current();
    if (!worker) return;
    worker.again = true;
    if (worker.isSweeping) return;
    worker.isSweeping = true;
    try {
      while (worker.again) {
        worker.again = false;
        for (const { account, id } of await list()) {
          if (worker.busy.has(id)) continue;
          while (worker.busy.size >= MOST_AT_ONCE) await Promise.race(worker.busy.values());
          worker.busy.set(id, take(worker, account, id));
        }
      }
    } catch (error) {
      if (current() === worker) log.warn({ err: error }, `could not look for ${name}; trying again`);
    } finally {
      worker.isSweeping = false;
    }
  }

  async function take(worker: Worker<Id>, account: AccountId, id: Id): Promise<void> {
    try {
      await whileLocked(lockSpace, id, () => worker.work(account, id));
    } catch (error) {
      log.error({ err: error, id }, `one of the ${name} could not be worked on; it is tried again`);
    } finally {
      worker.busy.delete(id);
    }
  }

  async function stop(): Promise<void> {
    clearInterval(current()?.timer);
    workers.delete(name);
  }

  return {
    start(work) {
      const timer = setInterval(() => void sweep(), SWEEP_MS);
      timer.unref();
      workers.set(name, { work, busy: new Map(), timer, isSweeping: false, again: false });
      void sweep();
      return stop;
    },
    wake: () => void setImmediate(() => void sweep()),
  };
}

async function whileLocked(space: number, id: number, work: () => Promise<void>): Promise<void> {
  const session = await database().$client.reserve();
  const key = `${space}, ${id % 2_147_483_647}`;
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
