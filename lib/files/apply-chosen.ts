import 'server-only';
import type { Country } from '@/db/vocabulary';
import type { Cell, Row } from './cells';
import type { Chosen } from './chosen';
import { detectDateOrder } from './dates';
import { FileProblem } from './file-problem';
import type { Column } from './layout';

/** The columns as detected, with what somebody settled put over it. Names what the file does not have. */
export function applyChosen(
  columns: Column[],
  { phoneColumns, roles = {}, dateOrder }: Chosen,
  content: Row[],
  country: Country,
): Column[] {
  const phones = phoneColumns === undefined ? null : readPhoneColumns(phoneColumns, columns);
  for (const index of Object.keys(roles)) if (!columns[Number(index)]) throw noColumn(index, columns);
  return columns.map((column) => {
    const role = roles[column.index] ?? roleBeside(column, phones);
    // As detected, with what was found out about it.
    if (role === column.role && (role !== 'date' || !dateOrder)) return column;
    return role === 'date'
      ? { ...column, role, ...orderOf(column, content, country, dateOrder) }
      : { index: column.index, name: column.name, role, sample: column.sample };
  });
}

/** Where the phone columns are named, no other is one. */
function roleBeside({ index, role }: Column, phones: Set<number> | null): Column['role'] {
  if (!phones) return role;
  if (phones.has(index)) return 'phone';
  return role === 'phone' ? 'other' : role;
}

function orderOf(column: Column, content: Row[], country: Country, chosen: Chosen['dateOrder']) {
  if (chosen) return { dateOrder: chosen, isDateOrderSure: true };
  const cells = content.map(({ cells }): Cell => cells[column.index] ?? null);
  const { order, isSure } = detectDateOrder(cells, country === 'US' ? 'mdy' : 'dmy');
  return { dateOrder: order, isDateOrderSure: isSure };
}

/** "Home Phone, C, 4" → the places of those columns, from 0. A name goes before a letter, a letter before a number. */
function readPhoneColumns(text: string, columns: Column[]): Set<number> {
  const wanted = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  // A name may hold a comma itself.
  const whole = columns.find(({ name }) => isSame(name, text));
  if (whole) return new Set([whole.index]);
  if (wanted.length === 0) throw new FileProblem('Name at least one phone column.');
  return new Set(wanted.map((part) => placeOf(part, columns)));
}

function placeOf(part: string, columns: Column[]): number {
  const named = columns.find(({ name }) => isSame(name, part));
  if (named) return named.index;
  const place = /^[a-z]{1,2}$/i.test(part)
    ? placeOfLetters(part)
    : /^\d+$/.test(part)
      ? Number(part) - 1
      : -1;
  if (!columns[place]) throw noColumn(part, columns);
  return place;
}

/** A → 0, Z → 25, AA → 26 */
const placeOfLetters = (letters: string) =>
  Array.from(letters.toUpperCase()).reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const isSame = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

const MOST_NAMED = 20;

function noColumn(wanted: string, columns: Column[]): FileProblem {
  const names = columns.slice(0, MOST_NAMED).map(({ name }) => `“${name}”`);
  const more = columns.length > MOST_NAMED ? ' and more' : '';
  return new FileProblem(`This file has no column “${wanted}”. Its columns are ${names.join(', ')}${more}.`);
}
