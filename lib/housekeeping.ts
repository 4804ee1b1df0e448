import 'server-only';
import { pruneAnswers } from './api-keys/answers';
import { purgeContacts } from './contacts/purge-contacts';
import { log } from './log';
import { foldCounts } from './opt-outs/fold-counts';
import { discardAbandoned } from './uploads/files-on-disk';

const HOUR_MS = 3_600_000;

/** What has to be tidied now and then; a failure waits for the next time. */
export function startHousekeeping(): void {
  const tidy = async () => {
    const now = new Date();
    const work = [foldCounts(), discardAbandoned(now), pruneAnswers(now), purgeContacts(now)];
    await Promise.all(work).catch((error: unknown) =>
      log.warn({ err: error }, 'housekeeping failed; it is tried again in an hour'),
    );
  };
  setInterval(() => void tidy(), HOUR_MS).unref();
  void tidy();
}
