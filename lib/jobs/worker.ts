import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { log } from '@/lib/log';
import { enqueue, jobQueue } from './enqueue';
import type { JobKind } from './kind';
import { runLane } from './lane';

const LOOK_MS = 3_000;
const TIDY_MS = 60_000;

/**
 * Starts doing jobs in this process. The returned function stops it, and resolves when what was in hand is
 * done. A database that goes away is waited for.
 */
export function startJobs(kinds: readonly JobKind[]): () => Promise<void> {
  const stop = new AbortController();
  const lanes = kinds.flatMap((kind) =>
    Array.from({ length: kind.lanes }, () => runLane(kind, randomUUID(), stop.signal)),
  );
  const looking = every(LOOK_MS, stop.signal, () => lookAround(kinds));
  const tidying = every(TIDY_MS, stop.signal, tidy);
  return async () => {
    stop.abort();
    await Promise.all([...lanes, looking, tidying]);
  };
}

/** Queues what the database says is left to do: the work of a process that died, and what has come due. */
export async function lookAround(kinds: readonly JobKind[], at = new Date()): Promise<void> {
  for (const { queue, look, everySeconds } of kinds) {
    try {
      for (const job of await look(at)) await enqueue(queue, job, { everySeconds });
    } catch (error) {
      log.warn({ err: error, queue }, 'could not look for work; trying again');
    }
  }
}

/** Marks the jobs of dead processes as failed and throws old ones away. */
async function tidy(): Promise<void> {
  await jobQueue()
    .maintain()
    .catch((error: unknown) => log.warn({ err: error }, 'could not tidy the queue; trying again'));
}

async function every(ms: number, stopping: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!stopping.aborted) {
    await work();
    await wait(ms, undefined, { signal: stopping, ref: false }).catch(() => {});
  }
}
