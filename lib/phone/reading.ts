import type { E164 } from '@/db/vocabulary';

/**
 * What was made of a text: a phone, with a note in plain words when something was repaired,
 * or the problem in a sentence for the person who typed it.
 */
export type PhoneReading = { ok: true; phone: E164; note: string | null } | { ok: false; problem: string };

/** Our own notation, as we hand it out: for ids in forms and addresses, not for what people type. */
export function isE164(text: string): text is E164 {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

export function read(digits: string, note: string | null = null): PhoneReading {
  return { ok: true, phone: `+${digits}` as E164, note };
}

export function problem(sentence: string): PhoneReading {
  return { ok: false, problem: sentence };
}

/** Adds a note in front of those that the reading has already; a problem stays as it is. */
export function noted(reading: PhoneReading, note: string | null): PhoneReading {
  if (!reading.ok || !note) return reading;
  return { ...reading, note: reading.note ? `${note} ${reading.note}` : note };
}

export const EMPTY = 'It is empty. Enter a phone number.';
export const NO_NUMBER = 'There is no phone number in it.';
export const TOO_LONG = 'It is too long for a phone number.';
export const MORE_THAN_ONE = 'It seems to hold more than one number. Write one number, with its area code.';
export const HOLDS_LETTERS = 'It holds letters that are not part of a phone number.';
export const ODD_DIGITS = 'It holds small, circled or fraction digits, and nobody can say which were meant.';
export const ODD_PLUS = 'A plus sign can only stand once, at the beginning.';
export const NEGATIVE = 'That is a negative number, not a phone number.';
export const FRACTION = 'That is a number with a fraction, not a phone number.';
export const DATE = 'That is a date, not a phone number.';
export const ADDRESS = 'It seems to hold the number of a room or a building. Leave only the phone number.';
export const MASKED = 'Some of its digits are hidden or missing.';
export const TOO_NARROW =
  'Only ##### was saved: the column was too narrow. Widen it and save the file again.';
export const SCIENTIFIC =
  'Excel has dropped its last digits (scientific notation). Type the whole number, in a column formatted as text.';
