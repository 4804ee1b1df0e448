import 'server-only';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Country } from '@/db/vocabulary';
import { isNorthAmerican } from '@/lib/phone/countries';
import { cellText, type Cell, type Row } from './cells';
import {
  dateRank,
  isNoteName,
  isPlainPhoneName,
  mayBeOurs,
  phoneName,
  placeName,
  saysDay,
  saysWhosePhone,
  type PhoneName,
} from './column-names';
import {
  countsUp,
  isCleanPhone,
  isConstant,
  isDateLike,
  isMeantAsPhone,
  isPhoneLike,
  isWrittenAsPhone,
  mayBeDamagedPhone,
  share,
} from './column-content';
import { channelOf } from './channel-column';
import { saysWanted } from './channel-names';
import { detectDateOrder, readSerialDay } from './dates';
import type { Column, Layout } from './layout';

const JUDGED_BY = 200;
const NO_ACCIDENT = 12;

/** A column with what else was found out about it. Kept with the layout, as plain JSON. */
export type DetectedColumn = Column & {
  /** Of a phone column with seven digits: the column with its area codes. */
  areaCodeIn?: number;
  /** Of a phone column: the columns with its country calling codes; several where nobody can say which. */
  callingCodesIn?: number[];
  /** Of a phone column: the columns that name each row's country. */
  countriesIn?: number[];
  /** Of a date column: bare numbers in it are days as a spreadsheet counts them. */
  hasSerialDays?: boolean;
};

export const detectedColumns = ({ columns }: Layout): readonly DetectedColumn[] => columns;

/** A column before it is understood: its name where it has one, and what stands in it. */
type Content = {
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
    sample: [...new Set(cells.map((cell) => cellText(cell).trim()))].slice(0, 3),
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
    contents.push({
      index,
      name,
      cells: all,
      phoneName: name ? phoneName(name) : 'unclear',
      phones: share(judged, (cell) => isPhoneLike(cell, country)),
      writtenAsPhones: share(judged, (cell) => isWrittenAsPhone(cell, country)),
      cleanPhones: isNorthAmerican(country) ? share(judged, (cell) => isCleanPhone(cell, country)) : 0,
      meantAsPhones: share(judged, isMeantAsPhone),
      maybeDamaged: share(judged, mayBeDamagedPhone),
    });
    await breathe();
  }
  while (contents.length > 0 && isEmpty(contents[contents.length - 1]!)) contents.pop();
  return contents;
}

/**
 * A named phone column counts even where it is still empty or damaged, so that no phone in it is passed
 * over in silence; without a name most of its cells must be phones.
 */
function phoneColumns(contents: Content[]): Content[] {
  const named = contents.filter(isNamedPhone);
  const isAlone = !named.some(({ phones }) => phones >= 0.5);
  const likely = contents.filter(
    (content) =>
      named.includes(content) || (content.phoneName === 'unclear' && isUnnamedPhone(content, isAlone)),
  );
  const distinct = likely.filter(
    (content) => !isOurs(content) && !isCounter(content) && !(content.name && saysWanted(content.name)),
  );
  if (distinct.some(({ phones }) => phones > 0)) return distinct;
  if (likely.some(({ cells }) => cells.length > 0)) return likely;
  return nextBest(contents) ?? likely;
}

const isNamedPhone = ({ phoneName, name, cells, phones, meantAsPhones, maybeDamaged }: Content) =>
  phoneName === 'phone' &&
  (cells.length === 0 ||
    phones >= 0.1 ||
    meantAsPhones >= 0.5 ||
    (name !== null && isPlainPhoneName(name) && maybeDamaged > 0));

/**
 * Beside a named phone column, bare digits under a name like "Member" are more likely ids; but a third of all
 * numbers of ten digits are phones in use, so that many of them in a row are no accident.
 */
const isUnnamedPhone = ({ name, phones, writtenAsPhones, cells, cleanPhones }: Content, isAlone: boolean) =>
  phones >= 0.6 &&
  (isAlone ||
    name === null ||
    writtenAsPhones >= 0.3 ||
    saysWhosePhone(name) ||
    (cells.length >= NO_ACCIDENT && cleanPhones >= 0.98));

// Nothing else holds phones: a fax column, a column of ids that are phones, or the only column there is.
function nextBest(contents: Content[]): Content[] | null {
  const filled = contents.filter(({ cells }) => cells.length > 0);
  const fax = filled.filter(({ phoneName, phones }) => phoneName === 'fax' && phones >= 0.5);
  if (fax.length > 0) return fax;
  const best = filled.reduce<Content | null>((a, b) => (a && a.phones >= b.phones ? a : b), null);
  if (!best) return null;
  const enough = best.phoneName === 'not a phone' ? 0.9 : 0.2;
  const only = filled.length === 1 && (best.phones > 0 || best.meantAsPhones >= 0.3);
  return best.phones >= enough || only ? [best] : null;
}

const isOurs = ({ name, cells }: Content) => (name === null || mayBeOurs(name)) && isConstant(cells);
const isCounter = ({ phoneName, writtenAsPhones, cells }: Content) =>
  phoneName === 'unclear' && writtenAsPhones < 0.3 && countsUp(cells.slice(0, JUDGED_BY));
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
