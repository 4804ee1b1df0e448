import type { Reading } from '@/db/vocabulary';
import { readKeyword } from './keyword';

/** How a reply was read, and the words of it that made it so. Safe for the browser. */
export type ReplyReading = { reading: Reading; matched: string | null };

export function readReply(body: string, optOutType?: string | null): ReplyReading {
  const keyword = readKeyword(body);
  if (keyword) return { reading: keyword, matched: body.trim() };
  if (optOutType === 'STOP') return { reading: 'stop', matched: body.trim() };
  return { reading: 'nothing', matched: null };
}
