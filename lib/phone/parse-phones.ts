import type { Country } from '@/db/vocabulary';
import { isNorthAmerican, trunkPrefixOf } from './countries';
import { LONGEST, parsePhone } from './parse-phone';
import { foldDigits } from './plain-text';
import { DATE, FRACTION, MORE_THAN_ONE, problem, type PhoneReading } from './reading';

/** A part of a spreadsheet cell as it was written, and what was made of it. */
export type CellReading = PhoneReading & { value: string };

/**
 * Reads a spreadsheet cell: usually one number, several where it is certain where one ends. Each is
 * judged on its own; a second one without an area code is never completed from the first.
 */
export function parsePhones(raw: string | number, country: Country): CellReading[] {
  if (typeof raw === 'string' && raw.length > LONGEST) {
    return splitLong(raw, country) ?? [valued(parsePhone(raw, country), raw)];
  }
  const whole = parsePhone(raw, country);
  if (whole.ok || isOneThing(raw, whole.problem)) return [valued(whole, String(raw))];
  const readings = splitSideBySide(raw, country) ?? splitAtMarks(raw, country);
  if (readings.some((reading) => reading.ok)) return readings;
  return [valued(readings.length > 1 ? problem(MORE_THAN_ONE) : whole, raw)];
}

/** Written out because spreading takes longer than reading. */
function valued(reading: PhoneReading, value: string): CellReading {
  return reading.ok
    ? { ok: true, phone: reading.phone, note: reading.note, value }
    : { ok: false, problem: reading.problem, value };
}

function isOneThing(raw: string | number, why: string): raw is number {
  return typeof raw === 'number' || why === FRACTION || why === DATE;
}

/** More in one cell is no family's, and would hold up all else. */
const MOST_IN_A_CELL = 200;

/** A text that is too long for one number is a list where at least half of its parts are numbers; else null. */
function splitLong(raw: string, country: Country): CellReading[] | null {
  const parts = raw
    .split(MARKS)
    .map((part) => part.trim())
    .filter((part) => hasDigit(part));
  if (parts.length < 2 || parts.length > MOST_IN_A_CELL || parts.some((part) => part.length > LONGEST)) {
    return null;
  }
  const readings = parts.map((part, i) => valued(readPart(part, i ? parts[0] : undefined, country), part));
  return readings.filter(({ ok }) => ok).length * 2 >= parts.length ? readings : null;
}

/** `512-555-0142 512-555-0143`, `512-555-0142 +44 20 7946 0958`: null unless every part is a number. */
function splitSideBySide(raw: string, country: Country): CellReading[] | null {
  const parts = raw.split(isNorthAmerican(country) ? BEFORE_A_NUMBER : BEFORE_A_PLUS).map(trimmed);
  const readings = parts.map((value) => valued(parsePhone(value, country), value));
  return parts.length > 1 && readings.every((reading) => reading.ok) ? readings : null;
}

const BEFORE_A_PLUS = /(?<=\d\D*)(?=\(?\+)(?<!\()/u;
const BEFORE_A_NUMBER =
  /(?<=\d{4}\D*)(?<![\d+(-])(?=(?:1[-. ]?)?\(?[2-9]\d\d\)?[-. ]?[2-9]\d\d[-. ]?\d{4}(?!\d))|(?<=\d\D*)(?<!\()(?=\(?\+)/u;

function splitAtMarks(raw: string, country: Country): CellReading[] {
  const parts = raw
    .split(MARKS)
    .map(trimmed)
    .filter((part) => hasDigit(part));
  return parts.map((value, i) => valued(readPart(value, i ? parts[0] : undefined, country), value));
}

/** What people put between two numbers; not the comma or semicolon before an extension. */
const MARKS =
  /[/|&\n\r\t\u3001\uff0f\uff5c\uff06]|[,;\uff0c\uff1b](?!\s*(?:ext|x\s*\d|#))(?<!,,)(?!,)|\s(?:or|and|y|o|et|ou|und|oder)\s/iu;

/** Outside North America a number without its 0 after one that has it may lack its whole area code. */
function readPart(value: string, first: string | undefined, country: Country): PhoneReading {
  const reading = parsePhone(value, country);
  if (!reading.ok || first === undefined || isNorthAmerican(country)) return reading;
  return isDialledInFull(first, country) && !isDialledInFull(value, country)
    ? problem('Its area code is missing.')
    : reading;
}

function isDialledInFull(value: string, country: Country): boolean {
  const trunk = trunkPrefixOf(country);
  return /^\D*\+/.test(value) || (trunk !== '' && foldDigits(value).replace(/\D/g, '').startsWith(trunk));
}

const CONJUNCTION_AT_END = /\s+(?:or|and|y|o|et|ou|und|oder)$/iu;

function hasDigit(part: string): boolean {
  return /\p{Nd}/u.test(part);
}

function trimmed(part: string): string {
  return part.replace(/^[\s;,/|&]+|[\s;,/|&]+$/g, '').replace(CONJUNCTION_AT_END, '');
}
