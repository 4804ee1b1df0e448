import 'server-only';
import type { Country, E164 } from '@/db/vocabulary';
import { storable } from '@/db/storable';
import { cellText, type Cell, type Row } from '@/lib/files/cells';
import { readPhonesBeside } from '@/lib/files/codes-beside';
import type { Column } from '@/lib/files/layout';
import { formatPhone, isBlank } from '@/lib/phone';
import type { ContactColumns } from './import-columns';
import { MOST_NAME, MOST_NOTES, PHONE_FIELDS } from './policy';

/** A row of a file as a contact. Without a phone it is rejected, and `problem` says why. */
export type ReadContact = {
  row: number;
  name: string;
  phones: E164[];
  groups: string[];
  notes: string;
  /** Why it can't be taken, or what of it could not. */
  problem: string | null;
  /** What stands in its phone columns and is no phone, as it was written. */
  unreadable: string;
};

const MOST_GROUPS = 20;
const MOST_UNREADABLE = 500;

/** Null where there is nothing in the row that we read. */
export function readContactRow(row: Row, columns: ContactColumns, country: Country): ReadContact | null {
  const { phones, problems, unreadable, isBlank: hasNoPhone } = readPhones(row.cells, columns, country);
  const name = readName(row.cells, columns);
  if (hasNoPhone && name === '') return null;
  if (phones.length === 0 && problems.length === 0) problems.push('It holds no phone number.');
  const [phone] = phones;
  if (name === '' && phone) problems.push('It has no name, so it is called by its number.');
  return {
    row: row.row,
    name: name || (phone ? formatPhone(phone, country) : ''),
    phones,
    groups: readGroups(row.cells, columns.group),
    notes: textsOf(row.cells, columns.note).join('\n').slice(0, MOST_NOTES).toWellFormed(),
    problem: problems.join(' ') || null,
    unreadable: unreadable.join(' / ').slice(0, MOST_UNREADABLE).toWellFormed(),
  };
}

function readPhones(cells: readonly Cell[], { phone: columns, nameOf }: ContactColumns, country: Country) {
  const phones: E164[] = [];
  const problems: string[] = [];
  const unreadable: string[] = [];
  const filled = columns.filter(({ index }) => !isBlankCell(cells[index]));
  for (const column of filled) {
    for (const read of readPhonesBeside(phoneText(cells[column.index]), cells, column, nameOf, country)) {
      if (read.ok) {
        if (!phones.includes(read.phone)) phones.push(read.phone);
        continue;
      }
      problems.push(`“${read.value.slice(0, 60)}”: ${read.problem}`);
      unreadable.push(oneLine(read.value));
    }
  }
  if (phones.length > PHONE_FIELDS.length)
    problems.push('It has more than three numbers; the first three are kept.');
  return { phones: phones.slice(0, PHONE_FIELDS.length), problems, unreadable, isBlank: filled.length === 0 };
}

/** "Name, Vorname" puts the family name into a column that says "Name". */
function readName(cells: readonly Cell[], columns: ContactColumns): string {
  const whole = textsOf(cells, columns.name).join(' ');
  const given = textsOf(cells, columns.first_name).join(' ');
  const parts = [given, ...textsOf(cells, columns.last_name)].filter(Boolean).join(' ');
  const isWhole = columns.last_name.length > 0 || whole.toLowerCase().includes(given.toLowerCase());
  const name = isWhole ? whole || parts : `${parts} ${whole}`;
  return name.trim().slice(0, MOST_NAME).toWellFormed();
}

function readGroups(cells: readonly Cell[], columns: readonly Column[]): string[] {
  const names = columns
    .flatMap(({ index }) => cellText(cells[index]).split(/[;,|\n]/))
    .map((name) => oneLine(name).slice(0, 80).toWellFormed())
    .filter(Boolean);
  const once = new Map(names.map((name) => [name.toLowerCase(), name]));
  return [...once.values()].slice(0, MOST_GROUPS);
}

const oneLine = (text: string) => storable(text).replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
const textsOf = (cells: readonly Cell[], columns: readonly Column[]): string[] =>
  columns.map(({ index }) => oneLine(cellText(cells[index]))).filter(Boolean);
const phoneText = (cell: Cell | undefined): string | number =>
  typeof cell === 'number' ? cell : cellText(cell);
const isBlankCell = (cell: Cell | undefined) =>
  cell === null || cell === undefined || isBlank(phoneText(cell));
