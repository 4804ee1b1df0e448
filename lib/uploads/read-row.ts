import 'server-only';
import type { Country, E164 } from '@/db/vocabulary';
import type { Channels } from '@/lib/files/asks';
import { cellText, isFormulaCell, isProblem, NEVER_CALCULATED, type Cell, type Row } from '@/lib/files/cells';
import { readPhonesBeside } from '@/lib/files/codes-beside';
import { readDate, readSerialDay } from '@/lib/files/dates';
import { detectedColumns, type DetectedColumn } from '@/lib/files/detect-columns';
import type { Column, Layout } from '@/lib/files/layout';
import { LIMITS } from '@/lib/files/limits';
import { isBlank, type CellReading } from '@/lib/phone';
import { unreadColumn, type UnreadColumn } from './missed-phones';
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
  /** Those of which a row may hold a phone that nobody reads. */
  unread: UnreadColumn[];
  /** How many columns the file was found to have. */
  width: number;
  nameOf: (index: number) => string;
};

export function readingOf(layout: Layout): Reading {
  const columns = detectedColumns(layout);
  return {
    phones: columns.filter(({ role }) => role === 'phone'),
    channels: columns.filter(({ role }) => !['phone', 'date', 'note', 'other'].includes(role)),
    date: columns.find(({ role }) => role === 'date') ?? null,
    note: columns.find(({ role }) => role === 'note') ?? null,
    unread: columns.flatMap((column) => unreadColumn(column) ?? []),
    width: columns.length,
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
