import type { Country } from '@/db/vocabulary';
import { aNumberOf, countryOfAreaCode } from './countries';
import { problem, read, type PhoneReading } from './reading';

/**
 * The usual ways to write a North American number, read without further ado; null for everything else.
 * Uploads of millions go through here, so it only ever says what the long way would say too.
 */
export function readCommonNotation(raw: string | number): PhoneReading | null {
  if (typeof raw === 'number') return isTenDigits(raw) ? readNational(String(raw)) : null;
  const parts = COMMON.exec(raw);
  return parts ? readNational((parts[1] ?? parts[2]!) + parts[3]! + parts[4]!) : null;
}

/** Ten digits after a country code 1 that is certain. */
export function readNational(digits: string): PhoneReading {
  if (!hasShape(digits)) return problem(whyShapeFails(digits));
  return read(`1${digits}`, noteOnAreaCode(digits.slice(0, 3)));
}

/** Digits without a country code, or with the 1 in front, as typed in a North American account. */
export function readDomestic(digits: string, country: Country): PhoneReading {
  if (digits.length === 10) return readNational(digits);
  if (digits.length === 11 && digits.startsWith('1')) return readNational(digits.slice(1));
  return problem(whyCountFails(digits, country));
}

/** Area code and exchange begin with 2–9 and the area code is not 211, 311, … Whether it is assigned is another matter. */
export function hasShape(digits: string): boolean {
  return /^[2-9](?!11)\d\d[2-9]\d{6}$/.test(digits);
}

const COMMON = /^\s*(?:\+?1[-. ]?)?(?:\(([2-9]\d\d)\)|([2-9]\d\d))[-. ]?(\d{3})[-. ]?(\d{4})\s*$/;

function isTenDigits(raw: number): boolean {
  return raw >= 2e9 && raw < 1e10 && Number.isInteger(raw);
}

/** Metadata is always a little behind, and refusing an opt-out is the worse error: accept and say so. */
function noteOnAreaCode(areaCode: string): string | null {
  let note = notes.get(areaCode);
  if (note === undefined) {
    note = countryOfAreaCode(areaCode) ? null : `Area code ${areaCode} is not in use yet, as far as we know.`;
    notes.set(areaCode, note);
  }
  return note;
}

const notes = new Map<string, string | null>();

function whyShapeFails(digits: string): string {
  const areaCode = digits.slice(0, 3);
  if (/^[01]/.test(areaCode)) return `There is no area code ${areaCode}: area codes begin with 2 to 9.`;
  if (areaCode.endsWith('11')) return `There is no area code ${areaCode}: ${areaCode} is a service number.`;
  return `After the area code ${areaCode} comes ${digits.slice(3, 6)}, but that part begins with 2 to 9.`;
}

function whyCountFails(digits: string, country: Country): string {
  const count = digits.length;
  const number = aNumberOf(country).replace(/^a/, 'A');
  if (count === 7) return `That is 7 digits: the area code is missing. ${number} has 10.`;
  if (count < 10)
    return `That is ${count} ${count === 1 ? 'digit' : 'digits'}. ${number} has 10, with its area code.`;
  return `That is ${count} digits. ${number} has 10; a number elsewhere begins with + and its country code.`;
}
