import type { Country } from '@/db/vocabulary';
import { readAtHome, readInternational } from './abroad';
import { isNorthAmerican } from './countries';
import { splitExtension } from './extension';
import { groupsOf, whyGroupsFail } from './groups';
import { readKeypad } from './keypad';
import { readCommonNotation, readDomestic, readNational } from './north-america';
import { hasOddDigits, plainText } from './plain-text';
import * as problems from './reading';
import { noted, problem, type PhoneReading } from './reading';
import { unpackNumber, unpackText } from './spreadsheet-number';
import { isAddressWord, isMask, splitWords } from './words';

/** No phone number is longer, whatever is written around it. */
export const LONGEST = 200;

/** Reads one phone number, however it is written; digits without a country code are the account's country's. */
export function parsePhone(raw: string | number, country: Country): PhoneReading {
  return (isNorthAmerican(country) ? readCommonNotation(raw) : null) ?? parseAnyNotation(raw, country);
}

/** Nothing that anybody could see. */
export function isBlank(raw: string | number | null | undefined): boolean {
  return raw === null || raw === undefined || (typeof raw === 'string' && /^[\s\p{Cf}\p{Cc}]*$/u.test(raw));
}

/** The long way, for every notation; it agrees with the short one wherever that answers. */
export function parseAnyNotation(raw: string | number, country: Country): PhoneReading {
  if (isBlank(raw)) return problem(problems.EMPTY);
  if (typeof raw === 'string' && raw.length > LONGEST) return problem(problems.TOO_LONG);
  if (typeof raw === 'string' && hasOddDigits(raw)) return problem(problems.ODD_DIGITS);
  const unpacked = typeof raw === 'number' ? unpackNumber(raw) : unpackText(plainText(raw).trim());
  if ('problem' in unpacked) return problem(unpacked.problem);
  return noted(readText(unpacked.text, country), unpacked.note ?? null);
}

function readText(text: string, country: Country): PhoneReading {
  if (!/\d/.test(text)) return problem(problems.NO_NUMBER);
  const { text: unextended, extension } = splitExtension(text);
  return noted(readWithWords(unextended, country), extension && `Extension ${extension} left out.`);
}

function readWithWords(text: string, country: Country): PhoneReading {
  const { text: figures, words } = splitWords(text);
  const reading = readFigures(figures, country);
  const dialled = !reading.ok && (isNorthAmerican(country) || /^\W*\+1/.test(text)) ? readKeypad(text) : null;
  if (dialled) return noted(readNational(dialled), 'Letters read by the keypad.');
  if (words.some(isMask)) return problem(problems.MASKED);
  if (words.some(isAddressWord)) return problem(problems.ADDRESS);
  return noted(reading, words.length ? `Words left out: ${words.join(' ')}.` : null);
}

function readFigures(text: string, country: Country): PhoneReading {
  const number = text.replace(/^[\s:.,;*#"'<>[\]{}|\\/&~_=-]+/, '').replace(/[^\d)]+$/, '');
  if (/\p{L}/u.test(text)) return problem(problems.HOLDS_LETTERS);
  if (/\+/.test(number.replace(/^\(?\+/, ''))) return problem(problems.ODD_PLUS);
  const odd = /[^\d\s()[\]{}.\-/\\~:;,'"|&<>+*?#_!]/u.exec(text);
  if (odd) return problem(`It holds ${odd[0]}, which is not part of a phone number.`);
  if (isMasked(number) || (mayBeLonger(number, country) && isMasked(text))) return problem(problems.MASKED);
  return readDigits(number, country);
}

function isMasked(text: string): boolean {
  return /[*?#_!]|\.\.|\u2026/.test(text);
}

/** Only in North America can one count the digits that are missing at the end. */
function mayBeLonger(number: string, country: Country): boolean {
  return !isNorthAmerican(country) || /^\D*(?:\+|00|011)/.test(number);
}

function readDigits(number: string, country: Country): PhoneReading {
  const digits = number.replace(/\D/g, '');
  const groups = groupsOf(number);
  if (number.includes('+'))
    return whyGroupsFail(number, false) ?? readInternational(digits, country, groups[0] ?? null);
  if (!isNorthAmerican(country)) return whyGroupsFail(number, false) ?? readAtHome(digits, country);
  const dialled = /^(?:011|00)([1-9]\d*)$/.exec(digits);
  if (dialled?.[1]) return readInternational(dialled[1], country, codeAfterZeros(groups));
  const reading = readDomestic(digits, country);
  return reading.ok ? (whyGroupsFail(number, true) ?? reading) : reading;
}

/** In `011 51 2555 0142` and `0051 2555 0142` the country code stands apart. */
function codeAfterZeros([first = '', second = '']: string[]): string | null {
  return /^(?:011|00)$/.test(first) ? second : first.replace(/^(?:011|00)/, '');
}
