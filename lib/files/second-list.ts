import 'server-only';
import { cellText, type Row } from './cells';
import type { Layout } from './layout';

/**
 * Two lists pasted one below the other: where the column names stand again in another order, the rows below
 * are put into the order of the first list, so that they are read for what they are. Keeps its place from row
 * to row, so give it each row once and in order.
 */
export function inFirstListsOrder({ headerRow, columns }: Pick<Layout, 'headerRow' | 'columns'>) {
  const places = new Map<string, number[]>();
  for (const { index, name } of columns) {
    const key = keyOf(name);
    places.set(key, [...(places.get(key) ?? []), index]);
  }
  const isPhone = (index: number) => columns.some((it) => it.index === index && it.role === 'phone');
  let order: Map<number, number> | null = null;

  return (row: Row): Row => {
    if (headerRow === null || row.row <= headerRow) return row;
    const names = namesIn(row, places);
    if (names && [...names.values()].some(isPhone)) order = isInPlace(names) ? null : names;
    return order ? { ...row, cells: moved(row.cells, order) } : row;
  };
}

/** Which column of the first list each cell names; null unless all that is written in the row are such names. */
function namesIn({ cells }: Row, places: ReadonlyMap<string, number[]>): Map<number, number> | null {
  const found = new Map<number, number>();
  const taken = new Map<string, number>();
  for (let here = 0; here < cells.length; here++) {
    const cell = cells[here];
    if (cell === null || cell === undefined || cell === '') continue;
    const key = keyOf(cellText(cell));
    if (key === '') continue;
    const nth = taken.get(key) ?? 0;
    const index = places.get(key)?.[nth];
    if (index === undefined) return null;
    taken.set(key, nth + 1);
    found.set(here, index);
  }
  return found.size >= 2 ? found : null;
}

const isInPlace = (names: ReadonlyMap<number, number>) => [...names].every(([here, index]) => here === index);

/** Cells without a name stay where they are, or behind all others where that place is taken. */
function moved(cells: Row['cells'], order: ReadonlyMap<number, number>): Row['cells'] {
  const taken = new Set(order.values());
  const result: Row['cells'] = [];
  const behind: Row['cells'] = [];
  for (const [here, cell] of cells.entries()) {
    const to = order.get(here) ?? (taken.has(here) ? null : here);
    if (to === null) behind.push(cell ?? null);
    else result[to] = cell ?? null;
  }
  return [...Array.from(result, (cell) => cell ?? null), ...behind];
}

const keyOf = (name: string) => name.slice(0, 200).trim().toLowerCase();
