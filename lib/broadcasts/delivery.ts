import 'server-only';
import type { AccountId, BroadcastId } from '@/db/vocabulary';
import type { Job, JobKind, Turn } from '@/lib/jobs/kind';
import { releaseClaims } from './claim-recipients';
import { releaseForgotten } from './release-held';
import { beginScheduled, deliverBroadcast, listAtWork } from './deliver-broadcast';

type Delivery = { account: AccountId; broadcast: BroadcastId };

/**
 * Delivers what is being sent. A look begins what has come due, gives up what a dead process had in hand,
 * lets go what is held for nothing, and queues one job for each broadcast at work; while that runs the next look queues another, so a large
 * broadcast spreads over all lanes of all processes.
 */
export const delivery: JobKind = {
  queue: 'deliver-broadcast',
  get lanes() {
    return Number(process.env.WORKER_LANES ?? 2);
  },
  async look(at) {
    await beginScheduled(at);
    await releaseClaims();
    await releaseForgotten(at);
    return (await listAtWork()).map(jobOf);
  },
  run: ({ account, broadcast }: Delivery, { until, worker }: Turn) =>
    deliverBroadcast(account, broadcast, { until, worker }),
};

const jobOf = (data: Delivery): Job => ({ key: `${data.account}/${data.broadcast}`, data });
