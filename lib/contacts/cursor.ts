import { z } from 'zod';
import type { ContactId } from '@/db/vocabulary';
import type { ContactSort } from './filter';

/** A place in the list: the contact that a page begins after, or ends before. `key` is its name as it is sorted. */
export type ContactCursor = {
  direction: 'after' | 'before';
  sort: ContactSort;
  key: string;
  id: ContactId;
};

const SHAPE = z.tuple([
  z.enum(['after', 'before']),
  z.enum(['name.asc', 'name.desc']),
  z.string().max(1000),
  z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
]);

export const writeCursor = ({ direction, sort, key, id }: ContactCursor): string =>
  Buffer.from(JSON.stringify([direction, sort, key, id])).toString('base64url');

/** Null for anything that is not a place in this very sort: the list then begins at its first page. */
export function readCursor(text: string | undefined, wanted: ContactSort): ContactCursor | null {
  const read = SHAPE.safeParse(parsed(text ?? ''));
  if (!read.success) return null;
  const [direction, sort, key, id] = read.data;
  return sort === wanted ? { direction, sort, key, id: id as ContactId } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
  } catch {
    return null;
  }
}
