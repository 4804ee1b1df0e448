import type { OptOutFilter } from '@/lib/opt-outs/filter';

/** The filter as the export route reads it: all but which page of it is shown. */
export function exportQueryOf({ cursor: _page, ...filter }: OptOutFilter): string {
  const given = Object.entries(filter).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}

/** Which rows a view is about, whatever their order. */
export const scopeOf = ({ sort: _sort, ...filter }: OptOutFilter): string =>
  exportQueryOf(filter as OptOutFilter);
