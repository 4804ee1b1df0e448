import 'server-only';
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';

const WINDOW_MINUTES = 15;
/** Ten tries for one e-mail; a hundred from one address, because an office shares one. */
const MOST = { email: 10, ip: 100 } as const;

/** Counts a try under each key; answers how long to wait (`4 minutes`) when one has had too many. */
export async function countTries(keys: readonly string[], now: Date): Promise<string | null> {
  let wait = 0;
  for (const key of keys) {
    const [counted] = await database().execute<{ tries: number; ends: string }>(
      sql`select tries, ends from count_attempt(${hashed(key)}, ${now.toISOString()}::timestamptz, make_interval(mins => ${WINDOW_MINUTES}))`,
    );
    const most = MOST[key.startsWith('ip:') ? 'ip' : 'email'];
    if (counted && counted.tries > most)
      wait = Math.max(wait, new Date(counted.ends).getTime() - now.getTime());
  }
  const minutes = Math.ceil(wait / 60_000);
  return minutes === 0 ? null : minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** A right password clears the e-mail's tries, and takes back its own from the address. */
export async function forgiveTries(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const by = key.startsWith('ip:') ? 1 : MOST.email;
    await database().execute(sql`select forgive_attempts(${hashed(key)}, ${by}::integer)`);
  }
}

/** Keys are hashed: a table of who tried to sign in is nobody's business. */
const hashed = (key: string) => createHash('sha256').update(key).digest('base64url');
