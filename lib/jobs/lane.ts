import 'server-only';
import { log } from '@/lib/log';
import { enqueue, jobQueue } from './enqueue';
import type { JobKind, Turn } from './kind';
import { waitToBeWoken } from './wake';

const POLL_MS = 2_000;
/** After this long a job makes room for others, and queues up again behind them. */
const TURN_MS = 20_000;

type Taken = { id: string; data: { key: string; data: never } };

/** Does one job after another until it is told to stop; then the one in hand comes to its end. */
export async function runLane(kind: JobKind, worker: string, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const job = await take(kind);
    if (job) await inTurn(stopping, (until) => carryOut(kind, job, { until, worker }));
    else await waitToBeWoken(kind.queue, POLL_MS, stopping);
  }
}

/** The next job, or null when there is none, or no database to ask. */
async function take({ queue }: JobKind): Promise<Taken | null> {
  const [job] = await jobQueue().fetch<Taken['data']>(queue);
  return job ?? null;
}

/**
 * What fails is not tried again at once: the next look finds it when there is still something to do. And
 * where the queue cannot be told how it ended, its job expires, and holds up nobody until then.
 */
async function carryOut(kind: JobKind, { id, data: job }: Taken, turn: Turn) {
  try {
    const left = await kind.run(job.data, turn);
    await jobQueue().complete(kind.queue, id);
    if (left === 'more') await enqueue(kind.queue, job);
  } catch (error) {
    log.warn({ err: error, queue: kind.queue }, 'a job failed; what is left to do is found again');
    await jobQueue()
      .fail(kind.queue, id)
      .catch(() => {});
  }
}

async function inTurn(stopping: AbortSignal, work: (until: Date) => Promise<void>): Promise<void> {
  const until = new Date(Date.now() + TURN_MS);
  const cutShort = () => void until.setTime(0);
  stopping.addEventListener('abort', cutShort);
  try {
    await work(until);
  } finally {
    stopping.removeEventListener('abort', cutShort);
  }
}
