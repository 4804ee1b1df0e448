import 'server-only';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Country } from '@/db/vocabulary';
import { isNorthAmerican } from '@/lib/phone/countries';
import { cellText, type Cell, type Row } from './cells';
import {
  dateRank,
  isNoteName,
  namesThingOfPhone,
  phoneName,
  placeName,
  saysDay,
  type PhoneName,
} from './column-names';
import {
  isCleanPhone,
  isDateLike,
  isMeantAsPhone,
  isPhoneLike,
  isWrittenAsPhone,
  mayBeDamagedPhone,
  share,
} from './column-content';
import { channelOf } from './channel-column';
import { detectDateOrder, readSerialDay } from './dates';
import type { Column, Layout } from './layout';
import { isAllPhones, isCounter, phoneColumns } from './phone-columns';

const JUDGED_BY = 200;

/** A column with what else was found out about it. Kept with the layout, as plain JSON. */
export type DetectedColumn = Column & {
  /** Of a phone column with seven digits: the column with its area codes. */
  areaCodeIn?: number;
  /** Of a phone column: the columns with its country calling codes; several where nobody can say which. */
  callingCodesIn?: number[];
  /** Of a phone column: the columns that name each row's country. */
  countriesIn?: number[];
  /** Of a phone column: most of its numbers have lost their last digits. */
  isRounded?: boolean;
  /** Of a column that is not read: all its bare digits could be phones. */
  mayHoldPhones?: boolean;
  /** Of a date column: bare numbers in it are days as a spreadsheet counts them. */
  hasSerialDays?: boolean;
};

export const detectedColumns = ({ columns }: Layout): readonly DetectedColumn[] => columns;

/** A column before it is understood: its name where it has one, and what stands in it. */
export type Content = {
  index: number;
  name: string | null;
  cells: Cell[];
  phoneName: PhoneName;
  phones: number;
  writtenAsPhones: number;
  cleanPhones: number;
  meantAsPhones: number;
  maybeDamaged: number;
};

/** What each column holds, judged by its name and by its content; content has the last word. */
export async function detectColumns(
  header: Row | null,
  rows: Row[],
  country: Country,
): Promise<DetectedColumn[]> {
  const contents = await readContents(header, rows, country);
  const columns = contents.map(({ index, name, cells }): DetectedColumn => ({
    index,
    name: name ?? placeName(index),
    role: 'other',
    sample: [...new Set(cells.map((cell) => cellText(cell).trim().slice(0, 100)))].slice(0, 3),
  }));
  for (const { index } of phoneColumns(contents)) columns[index]!.role = 'phone';
  for (const content of contents) {
    const column = columns[content.index]!;
    if (column.role === 'other')
      column.role = channelOf(content.name, spread(content.cells, JUDGED_BY)) ?? 'other';
  }
  const others = contents.filter(({ index }) => columns[index]!.role === 'other');
  const dates = dateColumn(others);
  if (dates) Object.assign(columns[dates.index]!, { role: 'date' }, dateOrderOf(dates, country));
  for (const content of others)
    if (isAllPhones(content) && !isCounter(content)) columns[content.index]!.mayHoldPhones = true;
  const note = others.find((content) => content !== dates && content.name && isNoteName(content.name));
  if (note) columns[note.index]!.role = 'note';
  return columns;
}

async function readContents(header: Row | null, rows: Row[], country: Country): Promise<Content[]> {
  const width = Math.max(0, ...[...(header ? [header] : []), ...rows].map(({ cells }) => cells.length));
  const contents: Content[] = [];
  for (let index = 0; index < width; index++) {
    const all = rows.map(({ cells }) => cells[index] ?? null).filter((cell) => cellText(cell).trim() !== '');
    const name = cellText(header?.cells[index]).trim() || null;
    const judged = spread(all, JUDGED_BY);
    const writtenAsPhones = share(judged, (cell) => isWrittenAsPhone(cell, country));
    contents.push({
      index,
      name,
      cells: all,
      phoneName: name ? phoneNameOver(name, writtenAsPhones) : 'unclear',
      phones: share(judged, (cell) => isPhoneLike(cell, country)),
      writtenAsPhones,
      cleanPhones: isNorthAmerican(country) ? share(judged, (cell) => isCleanPhone(cell, country)) : 0,
      meantAsPhones: share(judged, isMeantAsPhone),
      maybeDamaged: share(judged, mayBeDamagedPhone),
    });
    await breathe();
  }
  while (contents.length > 0 && isEmpty(contents[contents.length - 1]!)) contents.pop();
  return contents;
}

const phoneNameOver = (name: string, writtenAsPhones: number): PhoneName =>
  namesThingOfPhone(name) && writtenAsPhones < 0.3 ? 'not a phone' : phoneName(name);

const isEmpty = ({ name, cells }: Content) => name === null && cells.length === 0;

/**
 * The column that says best since when: "Asked On" even where it is still empty, before "Date Added".
 * One without a name only where no other could be meant.
 */
function dateColumn(contents: Content[]): Content | undefined {
  const rank = ({ name }: Content) => (name ? dateRank(name) : 0);
  const holdsDates = (it: Content) =>
    share(spread(it.cells, JUDGED_BY), isDateLike) >= 0.5 || hasSerialDays(it);
  const dates = contents.filter((it) => holdsDates(it) || (rank(it) === 2 && it.cells.length === 0));
  const [best] = dates.filter((it) => rank(it) > 0).sort((a, b) => rank(b) - rank(a));
  return best ?? (dates.length === 1 && dates[0]!.name === null ? dates[0] : undefined);
}

/** Bare numbers are days only where the name says so and each cell is a day, written or counted up to today. */
function hasSerialDays({ name, cells }: Content): boolean {
  if (name === null || !saysDay(name)) return false;
  const today = new Date().toISOString().slice(0, 10);
  const serial = (cell: Cell) => readSerialDay(cell, today) !== null;
  return cells.some(serial) && cells.every((cell) => serial(cell) || isDateLike(cell));
}

function dateOrderOf(content: Content, country: Country): Partial<DetectedColumn> {
  const { cells } = content;
  const { order, isSure } = detectDateOrder(cells, country === 'US' ? 'mdy' : 'dmy');
  return {
    dateOrder: order,
    isDateOrderSure: isSure,
    ...(hasSerialDays(content) && { hasSerialDays: true }),
  };
}

/** Up to `most` cells, evenly spread over all of them. */
function spread(cells: Cell[], most: number): Cell[] {
  if (cells.length <= most) return cells;
  return Array.from({ length: most }, (_, i) => cells[Math.floor((i * cells.length) / most)]!);
}
