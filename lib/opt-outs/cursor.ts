import type { E164 } from '@/db/vocabulary';
import type { Sort } from './filter';

/** A place in a sorted view: the row that a page begins after, or ends before. */
export type Cursor = { direction: 'after' | 'before'; sort: Sort; addedAt: number; phone: E164 };

/** The year 2200: what a hand-made cursor may hold and the database still reads as a time. */
const LATEST = Date.UTC(2200, 0);
const SHAPE = /^(after|before)~(added_at|phone)\.(asc|desc)~(\d{1,16})~(\d{7,15})$/;

export const writeCursor = ({ direction, sort, addedAt, phone }: Cursor): string =>
  Buffer.from([direction, sort, addedAt, phone.slice(1)].join('~')).toString('base64url');

/** Null for anything that is not a place in this very sort: the view then begins at its first page. */
export function readCursor(text: string | undefined, sort: Sort): Cursor | null {
  const match = SHAPE.exec(Buffer.from(text ?? '', 'base64url').toString());
  if (!match || `${match[2]}.${match[3]}` !== sort) return null;
  const addedAt = Number(match[4]);
  if (addedAt > LATEST) return null;
  return { direction: match[1] as Cursor['direction'], sort, addedAt, phone: `+${match[5]}` as E164 };
}
