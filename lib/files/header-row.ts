import 'server-only';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Country } from '@/db/vocabulary';
import { readYesNo } from './asks';
import { cellText, isProblem, type Cell, type Row } from './cells';
import { isColumnName, phoneName } from './column-names';
import { isDateLike, isMeantAsPhone, isPhoneLike } from './column-content';

const LOOK_AT = 40;
const COMPARE_WITH = 60;
const MAX_COLUMNS = 200;
const NOTHING = /^(n\/?a|none|null|unknown|tbd|nil|\?+|-+|\.+)$/i;

/**
 * The row of the column names among a sheet's first rows (titles may stand above it), or null where
 * there is none. It reads like names, or differs in kind from what stands below it; and no row above
 * it holds a phone, because then it is a row like the others.
 */
export async function findHeaderRow(rows: Row[], country: Country): Promise<Row | null> {
  const top = rows.slice(0, LOOK_AT + COMPARE_WITH);
  const kinds: Kind[][] = [];
  for (const { cells } of top) {
    kinds.push(cells.slice(0, MAX_COLUMNS).map((cell) => kindOf(cell, country)));
    await breathe();
  }
  let best: { row: Row; score: number } | null = null;
  for (const [i, row] of top.slice(0, LOOK_AT).entries()) {
    if (i > 0 && isContent(top, kinds, i - 1)) break;
    const score = couldName(row, kinds[i]!) ? scoreOf(row, i, kinds) : 0;
    if (score > (best?.score ?? 0)) best = { row, score };
  }
  return best?.row ?? null;
}

type Kind = 'blank' | 'phone' | 'digits' | 'date' | 'flag' | 'number' | 'text';

function kindOf(cell: Cell, country: Country): Kind {
  const text = cellText(cell).trim();
  if (text === '') return 'blank';
  if (isDateLike(cell)) return 'date';
  if (isPhoneLike(cell, country)) return 'phone';
  if (isMeantAsPhone(cell)) return 'digits';
  if (!isProblem(readYesNo(cell))) return 'flag';
  return Number.isFinite(Number(text)) ? 'number' : 'text';
}

/**
 * Whether a row is one of a list: it holds a phone, whole or damaged, in a column that holds phones below it,
 * or that the row before names as a phone, or that held one in the row before too. A title with our number is
 * none of these, nor is "Phone: (512) 555-0100" of a letterhead.
 */
function isContent(rows: Row[], kinds: Kind[][], i: number): boolean {
  return (kinds[i] ?? []).some((kind, column) => {
    if (kind === 'phone' && shareBelow(kinds, i, column, (below) => below === 'phone') >= 0.5) return true;
    if (!isBare(rows[i]!.cells[column], kind)) return false;
    if (kind === 'digits' && shareBelow(kinds, i, column, isNumber) >= 0.5) return true;
    const before = i > 0 ? rows[i - 1]!.cells[column] : undefined;
    if (i > 0 && kinds[i - 1]![column] === 'text' && phoneName(cellText(before)) === 'phone') return true;
    return (
      i > 0 && isBare(before, kinds[i - 1]![column]) && !isLabelled(rows[i]!) && !isLabelled(rows[i - 1]!)
    );
  });
}

const isNumber = (kind: Kind) => kind === 'phone' || kind === 'digits';

/** Whether a phone is all that a cell holds, or what is left of one. */
export const isBarePhone = (cell: Cell | undefined, country: Country) =>
  cell !== undefined && isBare(cell, kindOf(cell, country));

/** A title has words; 5.12E+09 and 512-555-01AB have few letters. */
const isBare = (cell: Cell | undefined, kind: Kind | undefined) =>
  (kind === 'phone' || kind === 'digits') && (cellText(cell).match(/\p{L}/gu)?.length ?? 0) <= 3;

/** "Phone", "Fax", "Contact" beside a number of a letterhead say whose it is. */
const isLabelled = ({ cells }: Row) =>
  cells.some((cell) => typeof cell === 'string' && !/\d/.test(cell) && isColumnName(cell));

function couldName({ cells }: Row, kinds: Kind[]): boolean {
  return (
    kinds.some((kind) => kind === 'text') &&
    kinds.every((kind) => kind !== 'phone' && kind !== 'digits') &&
    cells.every((cell) => cellText(cell).length <= 100 && !NOTHING.test(cellText(cell).trim()))
  );
}

function scoreOf({ cells }: Row, i: number, kinds: Kind[][]): number {
  let score = 0;
  for (const [column, kind] of kinds[i]!.entries()) {
    const text = cellText(cells[column]);
    if (kind === 'blank') continue;
    if (kind !== 'text') score -= 1;
    if (isColumnName(text)) score += phoneName(text) === 'phone' ? 3 : 1;
    if (kind === 'text' && shareBelow(kinds, i, column, (below) => below !== 'text') >= 0.5) score += 1;
  }
  return score;
}

function shareBelow(kinds: Kind[][], i: number, column: number, holds: (kind: Kind) => boolean): number {
  const below = kinds
    .slice(i + 1, i + 1 + COMPARE_WITH)
    .map((row) => row[column] ?? 'blank')
    .filter((kind) => kind !== 'blank');
  return below.length === 0 ? 0 : below.filter(holds).length / below.length;
}
