import 'server-only';
import { pruneAnswers } from './api-keys/answers';
import { purgeLists } from './broadcasts/purge-lists';
import { purgeContacts } from './contacts/purge-contacts';
import type { JobKind } from './jobs/kind';
import { log } from './log';
import { foldCounts } from './opt-outs/fold-counts';
import { discardAbandoned } from './uploads/files-on-disk';

const HOUR_S = 3_600;

/** What has to be tidied in the database now and then, by one process of all. */
export const housekeeping: JobKind = {
  queue: 'housekeeping',
  lanes: 1,
  everySeconds: HOUR_S,
  look: async () => [{ key: 'hourly', data: {} }],
  async run() {
    const now = new Date();
    await Promise.all([foldCounts(), pruneAnswers(now), purgeContacts(now), purgeLists(now)]);
    return 'done';
  },
};

/** What has to be tidied on this machine's disk; a failure waits for the next time. */
export function startTidyingDisk(): () => void {
  const tidy = () =>
    discardAbandoned(new Date()).catch((error: unknown) =>
      log.warn({ err: error }, 'old files could not be removed; it is tried again in an hour'),
    );
  const timer = setInterval(() => void tidy(), HOUR_S * 1000).unref();
  void tidy();
  return () => clearInterval(timer);
}
