import 'server-only';
import type { JobKind } from '@/lib/jobs/kind';
import { expireReviews } from './expire-reviews';

const EVERY_S = 300;

/** Ends the reviews that nobody decided in time; a day ends at a different moment in each account. */
export const expiring: JobKind = {
  queue: 'expire-reviews',
  lanes: 1,
  everySeconds: EVERY_S,
  look: async () => [{ key: 'overdue', data: {} }],
  async run() {
    await expireReviews(new Date());
    return 'done';
  },
};
