import 'server-only';
import type { JobKind } from '@/lib/jobs/kind';
import { expireReviews } from './expire-reviews';

/** Opts out those whose reply nobody decided on in time. */
export const expiring: JobKind = {
  queue: 'expire-reviews',
  lanes: 1,
  everySeconds: 600,
  look: async () => [{ key: 'now and then', data: {} }],
  async run() {
    await expireReviews(new Date());
    return 'done';
  },
};
