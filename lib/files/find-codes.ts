import 'server-only';
import type { Country } from '@/db/vocabulary';
import { callingCodeOf, findCountry, isCallingCode, isNorthAmerican } from '@/lib/phone/countries';
import { cellText, type Cell, type Row } from './cells';
import { codeOf, isAreaCode, isLocal } from './code-cells';
import { isAreaCodeName, isCallingCodeName, isCountryName, ownerOfCode } from './column-names';
import type { DetectedColumn } from './detect-columns';
import { nameWords } from './name-words';

/** Phone columns together with what stands beside them in columns of its own: area codes, country codes, countries. */
export function withCodes(
  columns: DetectedColumn[],
  rows: readonly Row[],
  country: Country,
): DetectedColumn[] {
  const phones = columns.filter(({ role }) => role === 'phone');
  if (phones.length === 0) return columns;
  const others = columns.filter(({ role }) => role !== 'phone');
  const filled = (index: number) =>
    rows.map(({ cells }) => cells[index] ?? null).filter((cell) => cellText(cell).trim() !== '');
  const kinds = new Map(others.map(({ index, name }) => [index, kindOf(name, filled(index), country)]));
  const callingCodes = others.filter(({ index }) => kinds.get(index) === 'calling code');
  const countriesIn = others.filter(({ index }) => kinds.get(index) === 'country').map(({ index }) => index);
  return columns.map((column) => {
    if (column.role !== 'phone') return column;
    const areaCodeIn = isNorthAmerican(country) ? areaCodeOf(column, others, phones, rows) : undefined;
    const callingCodesIn = belongingTo(column, callingCodes, phones);
    return {
      ...column,
      ...(areaCodeIn !== undefined && { areaCodeIn }),
      ...(callingCodesIn.length > 0 && { callingCodesIn }),
      ...(countriesIn.length > 0 && { countriesIn }),
    };
  });
}

/** Cells that say nothing make it no other kind of column: the rows are read one by one. */
function kindOf(name: string, cells: Cell[], country: Country): 'calling code' | 'country' | null {
  const withDigits = cells.filter((cell) => /\d/.test(cellText(cell)));
  const codes = withDigits.filter((cell) => codeOf(cell) !== null);
  if (withDigits.length > 0 && withDigits.every(isCodeWithPlus)) {
    // Guests are counted as +1 too.
    const isAbroad = codes.some((cell) => codeOf(cell) !== callingCodeOf(country));
    if (isAbroad || withDigits.length === cells.length) return 'calling code';
  }
  if (/^(cc|idd|ddi)$/.test(nameWords(name)))
    return codes.length > 0 && codes.length >= withDigits.length * 0.8 ? 'calling code' : null;
  if (!isCallingCodeName(name) && !isCountryName(name)) return null;
  const countries = cells.filter((cell) => findCountry(cellText(cell)) !== null);
  // Blank so far: it may be filled in rows that were not looked at.
  if (cells.length === 0) return isCallingCodeName(name) ? 'calling code' : 'country';
  if (codes.length === 0 && countries.length === 0) return null;
  return codes.length >= countries.length ? 'calling code' : 'country';
}

/** "+52" can be nothing else, whatever its column is called. */
function isCodeWithPlus(cell: Cell): boolean {
  const [, code] = /^\(?\+(\d{1,3})\)?$/.exec(cellText(cell).trim()) ?? [];
  return code !== undefined && isCallingCode(code);
}

/** Those whose name says so, else the one beside it; where nobody can say, any of them. */
function belongingTo(
  { index, name }: DetectedColumn,
  codes: DetectedColumn[],
  phones: DetectedColumn[],
): number[] {
  const all = codes.map(({ index }) => index);
  if (all.length < 2) return all;
  const words = nameWords(name).split(' ');
  const named = codes.filter((code) => {
    const owner = ownerOfCode(code.name);
    return owner.length > 0 && owner.every((word) => words.includes(word));
  });
  if (named.length > 0) return named.map(({ index }) => index);
  const beside = index + (phones[0]!.index < all[0]! ? 1 : -1);
  return all.includes(beside) ? [beside] : all;
}

/** The only such column beside the only phone column, or the one right before it, where every filled row has both. */
function areaCodeOf(
  { index }: DetectedColumn,
  others: DetectedColumn[],
  phones: DetectedColumn[],
  rows: readonly Row[],
): number | undefined {
  const found = others.filter(({ name }) => isAreaCodeName(name));
  const before = found.find((column) => column.index === index - 1);
  const area = (before ?? (found.length === 1 && phones.length === 1 ? found[0] : undefined))?.index;
  return area !== undefined && holdsBoth(rows, area, index) ? area : undefined;
}

/** Area codes only where every row that holds anything has three digits and seven. */
function holdsBoth(rows: readonly Row[], area: number, phone: number): boolean {
  const filled = rows.filter(({ cells }) => cellText(cells[phone]).trim() !== '');
  return filled.length > 0 && filled.every(({ cells }) => isAreaCode(cells[area]) && isLocal(cells[phone]));
}
