import 'server-only';
import type { Country, E164 } from '@/db/vocabulary';
import type { Channels } from '@/lib/files/asks';
import { cellText, isFormulaCell, isProblem, NEVER_CALCULATED, type Cell, type Row } from '@/lib/files/cells';
import { readPhonesBeside } from '@/lib/files/codes-beside';
import { phoneName, saysWhosePhone } from '@/lib/files/column-names';
import { readDate, readSerialDay } from '@/lib/files/dates';
import { detectedColumns, type DetectedColumn } from '@/lib/files/detect-columns';
import type { Column, Layout } from '@/lib/files/layout';
import { LIMITS } from '@/lib/files/limits';
import { isBlank, parsePhone, type CellReading } from '@/lib/phone';
import { readAsks } from './row-asks';

/** One phone of a row as it is staged. */
export type StagedPhone = {
  row: number;
  column: string;
  value: string;
  /** Null: rejected, and `note` says why. */
  phone: E164 | null;
  /** What the row itself asks; null: it names no channel, so the toggles of the file decide. */
  asks: Channels | null;
  askedOn: string | null;
  /** What its channel columns held; null: nothing. With no `asks` it names none, or could not be read. */
  said: string | null;
  note: string | null;
  remark: string | null;
};

/** The columns of a layout by what they hold. */
export type Reading = {
  phones: DetectedColumn[];
  channels: Column[];
  date: DetectedColumn | null;
  note: Column | null;
  /** Those that hold none of what is asked for. */
  others: Column[];
  nameOf: (index: number) => string;
};

export function readingOf(layout: Layout): Reading {
  const columns = detectedColumns(layout);
  return {
    phones: columns.filter(({ role }) => role === 'phone'),
    channels: columns.filter(({ role }) => !['phone', 'date', 'note', 'other'].includes(role)),
    date: columns.find(({ role }) => role === 'date') ?? null,
    note: columns.find(({ role }) => role === 'note') ?? null,
    others: columns.filter(({ role }) => role === 'other'),
    nameOf: (index) => columns.find((column) => column.index === index)?.name ?? '',
  };
}

/** The phones of a row, each with what the row asks for it; none where its phone columns are blank. */
export function readRow(
  { row, cells }: Row,
  reading: Reading,
  country: Country,
  today: string,
): StagedPhone[] {
  const filled = reading.phones.filter(({ index }) => !isBlankCell(cells[index]));
  if (filled.length === 0) return [];
  const asked = readAsks(cells, reading.channels);
  const date = readAskedOn(cells, reading.date, today);
  const remark = reading.note ? remarkIn(cells[reading.note.index]) : null;
  const said = asked.hasSpoken ? saidBy(cells, reading.channels) : null;

  return filled.flatMap((column) =>
    readPhones(cells, column, reading.nameOf, country).map((read): StagedPhone => {
      const problem = !read.ok ? read.problem : asked.problem;
      return {
        row,
        column: column.name,
        // A rejected one whole, so that it can be mended.
        value: read.value.slice(0, read.ok ? 500 : LIMITS.cellChars),
        phone: read.ok && !problem ? read.phone : null,
        asks: asked.channels,
        askedOn: date.day,
        // Of a phone that has to be mended: where the toggles decide, they will decide again.
        said: read.ok || asked.channels || asked.problem ? said : null,
        note: problem ?? ([read.ok ? read.note : null, date.note].filter(Boolean).join('; ') || null),
        remark,
      };
    }),
  );
}

/**
 * The name of the column that holds a certain phone in a row whose phone columns are blank; null where
 * none does. Bare digits count only under a name like "Spouse", because elsewhere they are ids.
 */
export function looksMissed({ cells }: Row, reading: Reading, country: Country): string | null {
  if (reading.phones.some(({ index }) => !isBlankCell(cells[index]))) return null;
  const elsewhere = reading.note ? [...reading.others, reading.note] : reading.others;
  return elsewhere.find(({ index, name }) => holdsPhone(cells[index], name, country))?.name ?? null;
}

function holdsPhone(cell: Cell | undefined, name: string, country: Country): boolean {
  if ((typeof cell !== 'string' && typeof cell !== 'number') || phoneName(name) === 'fax') return false;
  const text = String(cell).trim();
  if (text.length < 8) return false;
  const shown = SHOWN_PHONE.exec(text.slice(0, 500));
  if (shown) return isCertain(shown[0], country);
  return /^\d{10,11}(\.0+)?$/.test(text) && saysWhosePhone(name) && isCertain(text, country);
}

/** As only phones are written: (512) 555-0142, 512-555-0142, +44 20 7946 0958. */
const SHOWN_PHONE =
  /(?<![\d.-])(?:\+\d[\d ().-]{6,18}\d|(?:1[-. ])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4})(?![\d-])/;

function isCertain(text: string, country: Country): boolean {
  const read = parsePhone(text, country);
  return read.ok && read.note === null;
}

function readPhones(
  cells: Cell[],
  column: DetectedColumn,
  nameOf: Reading['nameOf'],
  country: Country,
): CellReading[] {
  const cell = cells[column.index];
  if (isFormulaCell(cell)) return [{ ok: false, value: cell.formula, problem: NEVER_CALCULATED }];
  return readPhonesBeside(phoneText(cell), cells, column, nameOf, country);
}

/** A date that can't be read or lies in the future does not cost the person their opt-out: it is left out, and said. */
function readAskedOn(cells: readonly Cell[], column: DetectedColumn | null, today: string) {
  if (!column) return { day: null, note: null };
  const counted = column.hasSerialDays ? readSerialDay(cells[column.index], today) : null;
  if (counted) return { day: counted, note: `${cellText(cells[column.index])} read as the day ${counted}` };
  const read = readDate(cells[column.index], column.dateOrder ?? 'mdy');
  if (read === null) return { day: null, note: null };
  if (isProblem(read)) return { day: null, note: `date left out: ${read.problem}` };
  if (read > today) return { day: null, note: `date left out: ${read} lies in the future` };
  return { day: read, note: null };
}

const remarkIn = (cell: Cell | undefined) =>
  isFormulaCell(cell) ? null : cellText(cell).trim().slice(0, 2000) || null;
const saidBy = (cells: readonly Cell[], columns: readonly Column[]) =>
  columns.map(({ name, index }) => `${name}: ${saidIn(cells[index])}`).join(', ');
const saidIn = (cell: Cell | undefined) => cellText(cell).trim().slice(0, 40) || 'blank';

const phoneText = (cell: Cell | undefined): string | number =>
  typeof cell === 'number' ? cell : cellText(cell);
const isBlankCell = (cell: Cell | undefined) =>
  cell === null || cell === undefined || isBlank(phoneText(cell));
