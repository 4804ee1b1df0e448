import 'server-only';
import { cellText, type Cell, type Row } from './cells';
import type { DetectedColumn } from './detect-columns';

/** One number of ten thousand ends in four zeros; all of those that Excel kept as 5.12555E+09 do. */
export function mayBeRounded(cell: Cell | undefined): boolean {
  if (typeof cell !== 'number' && typeof cell !== 'string') return false;
  const text = String(cell);
  return text.includes('0000') && /^1?\d{6}0000(\.0+)?$/.test(text.trim());
}

export const ROUNDED =
  'It ends in four zeros, as most numbers of its column do: Excel has dropped their last digits. Type the whole number.';
export const MAY_BE_ROUNDED = 'It ends in four zeros: look whether Excel has rounded it.';

/** Phone columns, marked where most of their bare numbers have lost their last digits. */
export const withRounding = (columns: DetectedColumn[], rows: readonly Row[]): DetectedColumn[] =>
  columns.map((column) =>
    column.role === 'phone' && isMostlyRounded(rows.map(({ cells }) => cells[column.index]))
      ? { ...column, isRounded: true }
      : column,
  );

/** In a text file somebody may have typed so few of them; in a workbook even one is no accident. */
function isMostlyRounded(cells: (Cell | undefined)[]): boolean {
  const bare = cells.filter((cell) => /^\d{10,11}(\.0+)?$/.test(cellText(cell).trim()));
  const rounded = bare.filter(mayBeRounded);
  const least = rounded.some((cell) => typeof cell === 'number') ? 1 : 3;
  return rounded.length >= least && rounded.length > bare.length / 2;
}
