import { setTimeout as wait } from 'node:timers/promises';
import { closeDatabase } from '@/db/client';
import { startWork } from '@/lib/work';

/** `npm run worker`: all the work in the background, without the web. Told to stop, it finishes what is in hand. */

/** A hand-off takes seconds; what takes longer goes on elsewhere. */
const PATIENCE_MS = 20_000;

const stopWork = startWork();
// The timers of the work keep no process alive.
const staying = setInterval(() => {}, 3_600_000);
console.log('The worker is at work. Ctrl-C stops it.');

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
// Whoever tests it may be killed, and it must not stay behind.
if (process.env.OPT_OUT_TIED) process.stdin.resume().on('end', () => void stop());

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await Promise.race([stopWork(), wait(PATIENCE_MS)]);
  await closeDatabase();
  clearInterval(staying);
  process.exit(0);
}
