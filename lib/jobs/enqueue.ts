import 'server-only';
import PgBoss from 'pg-boss';
import { database } from '@/db/client';
import { jobStore } from '@/db/job-store';
import { QUEUE_SCHEMA, type Queue } from '@/db/queues';
import type { Job } from './kind';
import { wakeLanes } from './wake';

/** On globalThis, because the bundler may load this file for a route and for the server's start apart. */
const shared = globalThis as { optOutQueue?: PgBoss };

/** The queue, to fill and to empty. It connects to nothing by itself: it asks through the app's pool. */
export const jobQueue = (): PgBoss =>
  (shared.optOutQueue ??= new PgBoss({
    db: jobStore(database().$client),
    schema: QUEUE_SCHEMA,
    migrate: false,
    supervise: false,
    schedule: false,
  }));

/**
 * Queues a job, unless one with its key waits already, or was queued within the last `everySeconds`. What
 * could not be queued is found by the next look of any worker.
 */
export async function enqueue(
  queue: Queue,
  job: Job,
  { everySeconds }: { everySeconds?: number } = {},
): Promise<void> {
  await jobQueue().send(queue, job, {
    singletonKey: job.key,
    ...(everySeconds && { singletonSeconds: everySeconds }),
  });
  wakeLanes(queue);
}
