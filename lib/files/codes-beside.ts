import 'server-only';
import type { Country } from '@/db/vocabulary';
import { parsePhones, type CellReading } from '@/lib/phone';
import { aNumberOf, callingCodeOf, findCountry, isNorthAmerican } from '@/lib/phone/countries';
import { cellText, type Cell, type Row } from './cells';
import { isAreaCodeName, isCallingCodeName, isCountryName } from './column-names';
import type { DetectedColumn } from './detect-columns';

type Codes = Pick<DetectedColumn, 'areaCodeIn' | 'callingCodeIn' | 'countryIn'>;

/**
 * What stands beside the phone columns in columns of its own: area codes, country codes, countries. Area codes only
 * where every row that holds anything has three digits and seven.
 */
export function findCodes(
  columns: readonly DetectedColumn[],
  rows: readonly Row[],
  country: Country,
): Array<[index: number, Codes]> {
  const phones = columns.filter(({ role }) => role === 'phone');
  return phones.map(({ index }) => {
    const area = besides(columns, index, phones.length, isAreaCodeName);
    const calling = besides(columns, index, phones.length, isCallingCodeName);
    const isJoined = area !== undefined && isNorthAmerican(country) && holdsBoth(rows, area, index);
    const isCalling = calling !== undefined && rows.every(({ cells }) => isCallingCode(cells[calling]));
    const home = columns.find(({ name, role }) => role === 'other' && isCountryName(name))?.index;
    const isCountry = home !== undefined && rows.some(({ cells }) => findCountry(cellText(cells[home])));
    return [
      index,
      {
        ...(isJoined && { areaCodeIn: area }),
        ...(isCalling && { callingCodeIn: calling }),
        ...(isCountry && { countryIn: home }),
      },
    ];
  });
}

/** The phones of a cell, read with the codes that stand beside it. */
export function readPhonesBeside(
  text: string | number,
  cells: readonly Cell[],
  column: DetectedColumn,
  names: (index: number) => string,
  country: Country,
): CellReading[] {
  const { areaCodeIn, callingCodeIn } = column;
  if (areaCodeIn !== undefined && isLocal(text) && isAreaCode(cells[areaCodeIn])) {
    const areaCode = figures(cells[areaCodeIn]);
    const note = `Area code ${areaCode} taken from “${names(areaCodeIn)}”.`;
    return parsePhones(`${areaCode} ${text}`, country).map((read) => withNote(read, note));
  }
  const code = callingCodeIn === undefined ? '' : figures(cells[callingCodeIn]).replace(/^0+/, '');
  if (code && code !== callingCodeOf(country) && !saysItsCountry(text)) {
    return [readAbroad(text, code, names(callingCodeIn!), country)];
  }
  const theirs = column.countryIn === undefined ? null : findCountry(cellText(cells[column.countryIn]));
  const read = parsePhones(text, country);
  if (!theirs || callingCodeOf(theirs) === callingCodeOf(country) || saysItsCountry(text)) return read;
  return readInTheirs(read, parsePhones(text, theirs), theirs, names(column.countryIn!));
}

/** Where a number fits both countries nobody can say which was meant; where only theirs, it is certain. */
function readInTheirs(
  ours: CellReading[],
  theirs: CellReading[],
  country: Country,
  name: string,
): CellReading[] {
  if (!theirs.every((read) => read.ok && read.note === null)) return ours;
  const [one] = ours;
  if (one?.ok && theirs.some((read) => read.ok && read.phone !== one.phone)) {
    const problem = `It can be read as ${one.phone} or, as “${name}” says, as ${aNumberOf(country)}. Write it with + and its country code.`;
    return [{ ok: false, value: theirs.map(({ value }) => value).join(' '), problem }];
  }
  return theirs.map((read) => withNote(read, `Read as ${aNumberOf(country)}, as “${name}” says.`));
}

/** Only where the whole is a number in use: otherwise the code may belong to something else. */
function readAbroad(text: string | number, code: string, name: string, country: Country): CellReading {
  const value = String(text);
  const [read, ...more] = parsePhones(`+${code} ${value}`, country);
  if (read?.ok && read.note === null && more.length === 0) {
    return { ...read, value, note: `Country code ${code} taken from “${name}”.` };
  }
  return {
    ok: false,
    value,
    problem: `“${name}” says country code ${code}, and with it this is no number we know. Write it with + and its country code.`,
  };
}

/** The only such column beside the only phone column, or the one right before it. */
function besides(
  columns: readonly DetectedColumn[],
  phone: number,
  phoneCount: number,
  isNamed: (name: string) => boolean,
): number | undefined {
  const found = columns.filter(({ name, role }) => role !== 'phone' && isNamed(name));
  const before = found.find(({ index }) => index === phone - 1);
  return (before ?? (found.length === 1 && phoneCount === 1 ? found[0] : undefined))?.index;
}

function holdsBoth(rows: readonly Row[], area: number, phone: number): boolean {
  const filled = rows.filter(({ cells }) => cellText(cells[phone]).trim() !== '');
  return filled.length > 0 && filled.every(({ cells }) => isAreaCode(cells[area]) && isLocal(cells[phone]));
}

const isAreaCode = (cell: Cell | undefined) => /^\(?[2-9]\d\d\)?$/.test(cellText(cell).trim());
const isLocal = (cell: Cell | undefined) => /^\d{3}[-. ]?\d{4}$/.test(cellText(cell).trim());
const isCallingCode = (cell: Cell | undefined) => /^(\+?\d{1,3})?$/.test(cellText(cell).trim());
const saysItsCountry = (text: string | number) => /^\s*\(?(\+|00|011)/.test(String(text));
const figures = (cell: Cell | undefined) => cellText(cell).replace(/\D/g, '');

const withNote = (read: CellReading, note: string): CellReading =>
  read.ok ? { ...read, note: read.note ? `${note} ${read.note}` : note } : read;
