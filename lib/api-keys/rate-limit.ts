import 'server-only';
import type { ApiKeyId } from '@/db/vocabulary';

/** Requests a second that a key may make for ever, and how many at once after a pause. */
const RATE = 100;
const BURST = 400;

type Bucket = { tokens: number; at: number };

/** On globalThis, because the bundler may load this file for each route apart. */
const buckets = ((globalThis as { optOutKeyBuckets?: Map<ApiKeyId, Bucket> }).optOutKeyBuckets ??= new Map());

/** Takes a request from the key's bucket; answers 0, or the seconds to wait when it is empty. */
export function takeToken(key: ApiKeyId, now: number): number {
  const { tokens, at } = buckets.get(key) ?? { tokens: BURST, at: now };
  const filled = Math.min(BURST, tokens + (Math.max(0, now - at) / 1000) * RATE);
  const isFree = filled >= 1;
  buckets.set(key, { tokens: isFree ? filled - 1 : filled, at: now });
  return isFree ? 0 : Math.ceil((1 - filled) / RATE);
}
