import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { migrationsAreCurrent } from '@/db/current';
import { log } from './log';

const PATIENCE_MS = 2000;

/** Whether the database answers in time, and is where this build expects it. */
export async function isReady(): Promise<boolean> {
  try {
    return await Promise.race([migrationsAreCurrent(), wait(PATIENCE_MS, false, { ref: false })]);
  } catch (error) {
    log.warn({ reason: reasonOf(error) }, 'the database does not answer');
    return false;
  }
}

/** The driver's own words, without the query around them. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
