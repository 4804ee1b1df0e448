import 'server-only';
import { readCursor } from '@/lib/opt-outs/cursor';
import { DEFAULT_SORT, parseFilter, SORTS, type OptOutFilter, type Sort } from '@/lib/opt-outs/filter';
import type { FieldProblem } from '@/lib/outcome';

const DEFAULT_LIMIT = 100;
export const MOST_ROWS = 1_000;

/**
 * Reads the list's query: the filter of the screen, with `sort=phone&order=asc` beside its `sort=phone.asc`,
 * and `limit`. Here a page that is none is a problem: beginning again would have a program read for ever.
 */
export function parseListQuery(query: URLSearchParams): {
  filter: OptOutFilter;
  limit: number;
  problems: FieldProblem[];
} {
  const { sort, order, limit: rawLimit, ...params } = Object.fromEntries(query);
  const { filter, problems } = parseFilter(params);
  const sorted = parseSort(sort || undefined, order || undefined);
  if (!sorted) problems.push({ field: 'sort', message: 'Sort by added_at or phone, order asc or desc.' });
  const limit = rawLimit ? parseLimit(rawLimit) : DEFAULT_LIMIT;
  if (limit === null) problems.push({ field: 'limit', message: 'A limit is a number from 1 to 1,000.' });
  const view = { ...filter, sort: sorted ?? DEFAULT_SORT };
  if (view.cursor && readCursor(view.cursor, view.sort)?.direction !== 'after') {
    problems.push({ field: 'cursor', message: 'This cursor is not one of this list in this order.' });
  }
  return { filter: view, limit: limit ?? DEFAULT_LIMIT, problems };
}

function parseSort(sort: string | undefined, order: string | undefined): Sort | null {
  const [by = '', direction = order ?? 'desc'] = (sort ?? 'added_at').split('.');
  if (order !== undefined && order !== direction) return null;
  return SORTS.find((each) => each === `${by}.${direction}`) ?? null;
}

function parseLimit(text: string): number | null {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MOST_ROWS ? limit : null;
}
