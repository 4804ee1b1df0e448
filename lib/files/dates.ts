import 'server-only';
import {
  cellText,
  isDateCell,
  isFormulaCell,
  NEVER_CALCULATED,
  quoted,
  type Cell,
  type CellProblem,
} from './cells';

/** In which order a column writes 03/04/2016. */
export const DATE_ORDERS = ['mdy', 'dmy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

type Parts = { year: string; month: number; day: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = /[T ,]+\d{1,2}[:.h]\d\d([:.]\d\d([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d\d:?\d\d)?$/i;
const WEEKDAY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;

/**
 * A cell of a date column as `YYYY-MM-DD`; null where it is blank. The day is the one written, whatever
 * its time zone. Three numbers that make a day in one order only are read in that order.
 */
export function readDate(cell: Cell | undefined, order: DateOrder): string | null | CellProblem {
  if (cell !== null && cell !== undefined && isDateCell(cell)) return cell.date;
  if (isFormulaCell(cell)) return { problem: NEVER_CALCULATED };
  const text = cellText(cell).trim();
  if (text === '' || /^[-–—]+$/.test(text)) return null;
  const day = withoutTime(text);
  const date = compact(day) ?? yearFirst(day) ?? named(day) ?? numbered(day, order);
  return date ?? { problem: `${quoted(text)} is not a date we can read.` };
}

const SERIAL_1990 = 32_874;
const DAY_MS = 86_400_000;

/**
 * A day as the bare number a spreadsheet counts it by, 42435 or 45352.5, as `YYYY-MM-DD`; null unless it
 * lies between 1990 and `last`.
 */
export function readSerialDay(cell: Cell | undefined, last: string): string | null {
  if (typeof cell !== 'string' && typeof cell !== 'number') return null;
  const text = String(cell).trim();
  if (!/^\d{5}(\.\d+)?$/.test(text) || Number(text) < SERIAL_1990) return null;
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * DAY_MS).toISOString().slice(0, 10);
  return day <= last ? day : null;
}

/**
 * The order that a column's dates are written in, judged by those that make a day in one order only.
 * `isSure` is false where all of them would fit both, or some fit only one and some only the other.
 */
export function detectDateOrder(cells: Cell[], usual: DateOrder): { order: DateOrder; isSure: boolean } {
  let monthFirst = 0;
  let dayFirst = 0;
  let open = 0;
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    const match = NUMBERED.exec(withoutTime(cell.trim()));
    if (!match) continue;
    const [first, second] = [Number(match[1]), Number(match[3])];
    if (second > 12 && first <= 12) monthFirst++;
    else if (first > 12 && second <= 12) dayFirst++;
    else if (first !== second) open++;
  }
  if (monthFirst === 0 && dayFirst === 0) return { order: open > 0 ? usual : 'ymd', isSure: open === 0 };
  const order = monthFirst >= dayFirst ? 'mdy' : 'dmy';
  return { order, isSure: Math.min(monthFirst, dayFirst) === 0 };
}

// No date is longer than "Wednesday, September 30, 2016 12:34:56.789 p.m. +00:00"; the pattern is slow on long texts.
const withoutTime = (text: string) => (text.length > 60 ? '' : text.replace(TIME, '').replace(WEEKDAY, ''));

const NUMBERED = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})\.?$/;

function compact(text: string): string | null {
  const match = /^(19|20)(\d\d)(\d\d)(\d\d)$/.exec(text);
  return match ? iso({ year: match[1]! + match[2]!, month: Number(match[3]), day: Number(match[4]) }) : null;
}

function yearFirst(text: string): string | null {
  const match = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})\.?$/.exec(text);
  return match ? iso({ year: match[1]!, month: Number(match[3]), day: Number(match[4]) }) : null;
}

function named(text: string): string | null {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[.\s-]*([a-z]{3,9})\.?[\s,-]*(\d{4}|\d{2})$/i.exec(text);
  const monthFirst = /^([a-z]{3,9})\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4}|\d{2})$/i.exec(text);
  const [name, day, year] = dayFirst
    ? [dayFirst[2], dayFirst[1], dayFirst[3]]
    : monthFirst
      ? [monthFirst[1], monthFirst[2], monthFirst[3]]
      : [];
  if (!name || !year) return null;
  return iso({ year, month: MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1, day: Number(day) });
}

function numbered(text: string, order: DateOrder): string | null {
  const match = NUMBERED.exec(text);
  if (!match) return null;
  const [first, second, year] = [Number(match[1]), Number(match[3]), match[4]!];
  const monthFirst = iso({ year, month: first, day: second });
  const dayFirst = iso({ year, month: second, day: first });
  return order === 'dmy' ? (dayFirst ?? monthFirst) : (monthFirst ?? dayFirst);
}

/** Null where the calendar has no such day. */
function iso({ year, month, day }: Parts): string | null {
  const full = year.length === 2 ? (Number(year) < 50 ? 2000 : 1900) + Number(year) : Number(year);
  const date = new Date(Date.UTC(full, month - 1, day));
  const isReal = full >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
