import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { Queue } from '@/db/queues';

/** The lanes of this process that wait for a job; on globalThis for the bundler's sake. */
const waiting = ((globalThis as { optOutLanes?: Map<Queue, Set<() => void>> }).optOutLanes ??= new Map());

/** Somebody is waiting for what was just queued: the lanes of this process look at once. */
export function wakeLanes(queue: Queue): void {
  for (const wake of waiting.get(queue) ?? []) wake();
}

/** Resolves after a while, when a lane of this queue is woken, or when the signal says so. */
export async function waitToBeWoken(queue: Queue, ms: number, signal: AbortSignal): Promise<void> {
  const woken = new AbortController();
  const wake = () => woken.abort();
  const lanes = waiting.get(queue) ?? new Set();
  waiting.set(queue, lanes.add(wake));
  try {
    await wait(ms, undefined, { signal: AbortSignal.any([signal, woken.signal]), ref: false });
  } catch {
    // Woken.
  } finally {
    lanes.delete(wake);
  }
}
