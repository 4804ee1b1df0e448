import type { Queue } from '@/db/queues';

/** Something to be done. A key waits in its queue once, however often it is queued. */
export type Job = { key: string; data: object };

/** `until`: when it has to come to an end. That time is moved into the past when the process is asked to stop. */
export type Turn = { until: Date; worker: string };

/** A kind of job. Run twice or lost it does no harm: what is left to do stands in the database. */
export type JobKind = {
  queue: Queue;
  /** How many of this process may run at once. */
  lanes: number;
  /** Every process looks every few seconds for what no job may be there for any more. */
  look: (at: Date) => Promise<Job[]>;
  /** Does it, or as much of it as fits into the turn; `more`: there is more to do at once. */
  run: (data: never, turn: Turn) => Promise<'more' | 'done' | 'waiting'>;
  /** Queued at most once in so many seconds, by all processes together. */
  everySeconds?: number;
};
