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
};

const MOST_GROUPS = 20;

/** Null where there is nothing in the row that we read. */
export function readContactRow(row: Row, columns: ContactColumns, country: Country): ReadContact | null {
  const { phones, problems, isBlank: hasNoPhone } = readPhones(row.cells, columns, country);
  const name = readName(row.cells, columns);
  if (hasNoPhone && name === '') return null;
  if (phones.length === 0 && problems.length === 0) problems.push('It holds no phone number.');
  const [phone] = phones;
  if (name === '' && phone) problems.push('It has no name, so it is called by its number.');
  return {
    row: row.row,
    name: name || (phone ? formatPhone(phone, country) : ''),
    phones,
    groups: readGroups(row.cells, columns.groups),
    notes: columns.notes ? textOf(row.cells[columns.notes.index]).slice(0, MOST_NOTES).toWellFormed() : '',
    problem: problems.join(' ') || null,
  };
}

function readPhones(cells: readonly Cell[], { phones: columns, nameOf }: ContactColumns, country: Country) {
  const phones: E164[] = [];
  const problems: string[] = [];
  const filled = columns.filter(({ index }) => !isBlankCell(cells[index]));
  for (const column of filled) {
    for (const read of readPhonesBeside(phoneText(cells[column.index]), cells, column, nameOf, country)) {
      if (!read.ok) problems.push(`“${read.value.slice(0, 60)}”: ${read.problem}`);
      else if (!phones.includes(read.phone)) phones.push(read.phone);
    }
  }
  if (phones.length > PHONE_FIELDS.length)
    problems.push('It has more than three numbers; the first three are kept.');
  return { phones: phones.slice(0, PHONE_FIELDS.length), problems, isBlank: filled.length === 0 };
}

/** "Name, Vorname" puts the family name into a column that says "Name". */
function readName(cells: readonly Cell[], { full, first, last }: ContactColumns): string {
  const of = (column: Column | null) => (column ? textOf(cells[column.index]) : '');
  const whole = of(full);
  const parts = [of(first), of(last)].filter(Boolean).join(' ');
  const name =
    last || !first || whole.toLowerCase().includes(of(first).toLowerCase())
      ? whole || parts
      : `${parts} ${whole}`;
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
const textOf = (cell: Cell | undefined) => oneLine(cellText(cell));
const phoneText = (cell: Cell | undefined): string | number =>
  typeof cell === 'number' ? cell : cellText(cell);
const isBlankCell = (cell: Cell | undefined) =>
  cell === null || cell === undefined || isBlank(phoneText(cell));
