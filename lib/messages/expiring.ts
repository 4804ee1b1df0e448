import 'server-only';
import type { JobKind } from '@/lib/jobs/kind';
import { expireReviews } from './expire-reviews';

/** Ends reviews whose day has gone, by one process of all, some minutes after midnight in each zone at the latest. */
export const expiring: JobKind = {
  queue: 'expire-reviews',
  lanes: 1,
  everySeconds: 300,
  look: async () => [{ key: 'due', data: {} }],
  async run() {
    await expireReviews(new Date());
    return 'done';
  },
};
