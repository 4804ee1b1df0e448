import 'server-only';
import { delivery } from './broadcasts/delivery';
import { onBroadcastsWaiting } from './broadcasts/wake';
import { startSimulatedNetwork } from './carriers/simulated-network';
import { housekeeping, startTidyingDisk } from './housekeeping';
import type { JobKind } from './jobs/kind';
import { lookAround, startJobs } from './jobs/worker';
import { applying } from './messages/applying';
import { expiring } from './messages/expiring';
import { receiveStatus } from './messages/receive-status';
import { importQueue } from './contacts/import-queue';
import { stageImport } from './contacts/stage-import';
import { workOnUpload } from './uploads/work-on-upload';
import { startWorker } from './uploads/worker';

/** Every kind of job there is. */
export const JOB_KINDS: readonly JobKind[] = [delivery, applying, expiring, housekeeping];

/** On globalThis, where the launcher finds it when it stops the server. */
const shared = globalThis as { optOutStopWork?: () => Promise<void> };

/**
 * Starts all that works in the background of this process: inside the web server, or alone under
 * `npm run worker`. The returned function resolves when what was in hand is done.
 */
export function startWork(): () => Promise<void> {
  const stopUploads = startWorker(workOnUpload);
  const stopImports = importQueue.start(stageImport);
  const stopJobs = startJobs(JOB_KINDS);
  const stopTidying = startTidyingDisk();
  const stopNetwork = startSimulatedNetwork((told) => receiveStatus(told, new Date()));
  onBroadcastsWaiting(() => void lookAround([delivery]));
  return (shared.optOutStopWork = async () => {
    stopTidying();
    onBroadcastsWaiting(undefined);
    await Promise.all([stopUploads(), stopImports(), stopJobs()]);
    stopNetwork();
  });
}
