import 'server-only';
import type { Country, E164 } from '@/db/vocabulary';
import { readChannels, readClosing, type Channels } from '@/lib/files/asks';
import { cellText, isProblem, type Cell, type Row } from '@/lib/files/cells';
import { isPhoneLike } from '@/lib/files/column-content';
import { readDate } from '@/lib/files/dates';
import type { Column, Layout } from '@/lib/files/layout';
import { isBlank, parsePhones } from '@/lib/phone';

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
  /** What its channel columns held; null: nothing. With no `asks` it could not be read. */
  said: string | null;
  note: string | null;
  remark: string | null;
};

/** The columns of a layout by what they hold. */
export type Reading = {
  phones: Column[];
  channels: Column[];
  date: Column | null;
  note: Column | null;
  /** Those that are not read for phones. */
  others: Column[];
};

export const readingOf = ({ columns }: Layout): Reading => ({
  phones: columns.filter(({ role }) => role === 'phone'),
  channels: columns.filter(({ role }) =>
    ['channel', 'no_calls', 'no_texts', 'calls', 'texts'].includes(role),
  ),
  date: columns.find(({ role }) => role === 'date') ?? null,
  note: columns.find(({ role }) => role === 'note') ?? null,
  others: columns.filter(({ role }) => role === 'other' || role === 'note'),
});

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
  const remark = reading.note ? cellText(cells[reading.note.index]).trim().slice(0, 2000) || null : null;
  const speaks = asked.channels || asked.problem;
  const said =
    speaks && reading.channels.map(({ name, index }) => `${name}: ${saidIn(cells[index])}`).join(', ');

  return filled.flatMap((column) =>
    parsePhones(phoneText(cells[column.index]), country).map((read): StagedPhone => {
      const problem = !read.ok ? read.problem : asked.problem;
      return {
        row,
        column: column.name,
        value: read.value.slice(0, 500),
        phone: read.ok && !problem ? read.phone : null,
        asks: asked.channels,
        askedOn: date.day,
        said,
        note: problem ?? ([read.ok ? read.note : null, date.note].filter(Boolean).join('; ') || null),
        remark,
      };
    }),
  );
}

/**
 * For a row whose phone columns are blank: the column of a cell that is a phone all the same. It is not read,
 * because its column was not meant so, but nobody shall learn of it too late.
 */
export function looksMissed({ cells }: Row, { others }: Reading, country: Country): string | null {
  const column = others.find(({ index }) => {
    const cell = cells[index];
    return cell !== null && cell !== undefined && isPhoneLike(cell, country);
  });
  return column?.name ?? null;
}

type Asked = { channels: Channels | null; problem: string | null };

/** What the channel columns of a row ask together. All blank: the row names no channel. */
function readAsks(cells: readonly Cell[], columns: readonly Column[]): Asked {
  const asked: Partial<Channels> = {};
  for (const column of columns) {
    const read = readColumn(column, cells[column.index]);
    if (isProblem(read)) return { channels: null, problem: `${column.name}: ${read.problem}` };
    if (!read) continue;
    for (const [channel, closes] of Object.entries(read) as ['voice' | 'text', boolean][]) {
      asked[channel] = asked[channel] || closes;
    }
  }
  const namesAny = asked.voice !== undefined || asked.text !== undefined;
  return {
    channels: namesAny ? { voice: asked.voice ?? false, text: asked.text ?? false } : null,
    problem: null,
  };
}

function readColumn(column: Column, cell: Cell | undefined): Partial<Channels> | null | { problem: string } {
  if (column.role === 'channel') return readChannels(cell);
  const closes = readClosing(column.role as 'no_calls' | 'no_texts' | 'calls' | 'texts', cell);
  if (closes === null || isProblem(closes)) return closes;
  return column.role.endsWith('calls') ? { voice: closes } : { text: closes };
}

/** A date that can't be read or lies in the future does not cost the person their opt-out: it is left out, and said. */
function readAskedOn(cells: readonly Cell[], column: Column | null, today: string) {
  if (!column) return { day: null, note: null };
  const read = readDate(cells[column.index], column.dateOrder ?? 'mdy');
  if (read === null) return { day: null, note: null };
  if (isProblem(read)) return { day: null, note: `date left out: ${read.problem}` };
  if (read > today) return { day: null, note: `date left out: ${read} lies in the future` };
  return { day: read, note: null };
}

const saidIn = (cell: Cell | undefined) => cellText(cell).trim().slice(0, 40) || 'blank';

const phoneText = (cell: Cell | undefined): string | number =>
  typeof cell === 'number' ? cell : cellText(cell);
const isBlankCell = (cell: Cell | undefined) =>
  cell === null || cell === undefined || isBlank(phoneText(cell));
