import 'server-only';
import type { Country } from '@/db/vocabulary';
import { parsePhones, type CellReading } from '@/lib/phone';
import { aNumberOf, callingCodeOf, findCountry } from '@/lib/phone/countries';
import { cellText, isFormattedCell, quoted, type Cell } from './cells';
import { codeOf, isAreaCode, isBlankCode, isLocal } from './code-cells';
import type { DetectedColumn } from './detect-columns';
import { MAY_BE_ROUNDED, mayBeRounded, ROUNDED } from './rounded-numbers';

type Names = (index: number) => string;

/** The phones of a cell, read with what stands beside it; a number that seems rounded only where it is a rare one. */
export function readPhonesBeside(
  text: string | number,
  cells: readonly Cell[],
  column: DetectedColumn,
  names: Names,
  country: Country,
): CellReading[] {
  const cell = cells[column.index];
  if (isFormattedCell(cell) && !isOwnCode(cell.literals, country))
    return [refused(text, `Its format shows “${cell.literals}” beside ${text}. ${WRITE_IT}`)];
  const isRound = mayBeRounded(text);
  if (isRound && column.isRounded) return [refused(text, ROUNDED)];
  const read = readBeside(text, cells, column, names, country);
  return isRound && typeof text === 'number' ? read.map((one) => withNote(one, MAY_BE_ROUNDED)) : read;
}

/**
 * With the codes and countries that stand beside it in its row. Where those say something that we don't understand,
 * only a number that says its country by itself is read.
 */
function readBeside(
  text: string | number,
  cells: readonly Cell[],
  column: DetectedColumn,
  names: Names,
  country: Country,
): CellReading[] {
  const { areaCodeIn, callingCodesIn = [], countriesIn = [] } = column;
  if (areaCodeIn !== undefined && isLocal(text) && isAreaCode(cells[areaCodeIn])) {
    const areaCode = cellText(cells[areaCodeIn]).replace(/\D/g, '');
    const note = `Area code ${areaCode} taken from “${names(areaCodeIn)}”.`;
    return parsePhones(`${areaCode} ${text}`, country).map((read) => withNote(read, note));
  }
  if ((callingCodesIn.length === 0 && countriesIn.length === 0) || saysItsCountry(text))
    return parsePhones(text, country);

  const codes = callingCodesIn.filter((index) => !isBlankCode(cells[index]));
  const odd = codes.find((index) => codeOf(cells[index]) === null);
  if (odd !== undefined) return [refused(text, `“${names(odd)}” says ${quoted(cells[odd])}, ${NO_CODE}`)];
  const [code, ...more] = new Set(codes.map((index) => codeOf(cells[index])!));
  if (more.length > 0) return [refused(text, `The country codes beside it differ. ${WRITE_IT}`)];
  if (code !== undefined && code !== callingCodeOf(country))
    return [readAbroad(text, code, names(codes[0]!), country)];

  const homes = countriesIn.filter((index) => !isBlankCode(cells[index]));
  const unknown = homes.find((index) => findCountry(cellText(cells[index])) === null);
  if (unknown !== undefined && code === undefined)
    return [refused(text, `“${names(unknown)}” says ${quoted(cells[unknown])}, ${NO_COUNTRY}`)];
  const ours = parsePhones(text, country);
  for (const index of homes) {
    const theirs = findCountry(cellText(cells[index]));
    if (!theirs || callingCodeOf(theirs) === callingCodeOf(country)) continue;
    const read = readInTheirs(ours, parsePhones(text, theirs), theirs, names(index));
    if (read !== ours) return read;
  }
  return ours;
}

/** A format that writes +1 before an American number says nothing else than the number. */
const isOwnCode = (literals: string, country: Country) =>
  literals.replace(/^\+/, '') === callingCodeOf(country);

const WRITE_IT = 'Write it with + and its country code.';
const NO_CODE = `which is no country code that we know. ${WRITE_IT}`;
const NO_COUNTRY = `which is no country that we know. ${WRITE_IT}`;

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
    const said = `as “${name}” says, as ${aNumberOf(country)}`;
    const value = theirs.map(({ value }) => value).join(' ');
    return [refused(value, `It can be read as ${one.phone} or, ${said}. ${WRITE_IT}`)];
  }
  return theirs.map((read) => withNote(read, `Read as ${aNumberOf(country)}, as “${name}” says.`));
}

/** Only where the whole is a number in use: otherwise the code may belong to something else. */
function readAbroad(text: string | number, code: string, name: string, country: Country): CellReading {
  const [read, ...more] = parsePhones(`+${code} ${text}`, country);
  if (read?.ok && read.note === null && more.length === 0)
    return { ...read, value: String(text), note: `Country code ${code} taken from “${name}”.` };
  const problem = `“${name}” says country code ${code}, and with it this is no number we know. ${WRITE_IT}`;
  return refused(text, problem);
}

const refused = (text: string | number, problem: string): CellReading => ({
  ok: false,
  value: String(text),
  problem,
});

const saysItsCountry = (text: string | number) => /^\s*\(?(\+|00|011)/.test(String(text));

const withNote = (read: CellReading, note: string): CellReading =>
  read.ok ? { ...read, note: read.note ? `${note} ${read.note}` : note } : read;
