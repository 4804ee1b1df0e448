import 'server-only';
import type { Country } from '@/db/vocabulary';
import { parsePhones } from '@/lib/phone';
import { readChannels, readClosing, readYesNo } from './asks';
import {
  cellText,
  isDateCell,
  isFormattedCell,
  isFormulaCell,
  isProblem,
  plainWords,
  type Cell,
} from './cells';
import { readDate } from './dates';
import type { ChannelRole } from './layout';

/** Whether a cell reads as a phone. Dates, postal codes and short numbers don't, whatever the country. */
export function isPhoneLike(cell: Cell, country: Country): boolean {
  if (isFormattedCell(cell)) return isPhoneLike(cell.number, country);
  if (typeof cell !== 'string' && typeof cell !== 'number') return false;
  const text = String(cell).trim();
  const digits = countDigits(text);
  if (digits < 7 || digits > 40 || text.length > 80) return false;
  if (isPostalCode(text) || isIpAddress(text) || isDateLike(text)) return false;
  return parsePhones(cell, country).some((phone) => phone.ok);
}

/** Whether a cell may have been meant as a phone, readable or not: 5.12555E+09, 512-555-01AB, a formula. */
export function isMeantAsPhone(cell: Cell): boolean {
  if (isFormulaCell(cell)) return true;
  if (cell === null || typeof cell === 'boolean' || isDateLike(cell)) return false;
  const text = cellText(cell).trim();
  return countDigits(text) >= 7 || /^\d[.,]\d+e\+?\d+$/i.test(text);
}

/** Whether a cell is a phone in use, whole and with nothing to remark. */
export const isCleanPhone = (cell: Cell, country: Country) =>
  (typeof cell === 'string' || typeof cell === 'number') &&
  parsePhones(cell, country).every((phone) => phone.ok && phone.note === null);

/** Whether a phone is written as only phones are: (512) 555-0142, +15125550142; not as bare digits. */
export const isWrittenAsPhone = (cell: Cell, country: Country) =>
  typeof cell === 'string' && /\d\D+\d|[(+]/.test(cell.trim()) && isPhoneLike(cell, country);

/** Whether figures stand in it that may be what is left of a phone; days, yes and no are none. */
export const mayBeDamagedPhone = (cell: Cell) =>
  isFormulaCell(cell) ||
  (countDigits(cellText(cell)) >= 3 && !isDateLike(cell) && isProblem(readYesNo(cell)));

export function isDateLike(cell: Cell): boolean {
  if (cell === null || typeof cell === 'boolean') return false;
  return isDateCell(cell) || typeof readDate(cell, 'mdy') === 'string';
}

/** Whether a cell answers the question that the role asks. */
export function answers(role: ChannelRole, cell: Cell): boolean {
  return !isProblem(role === 'channel' ? readChannels(cell) : readClosing(role, cell));
}

/** Whether a cell names a channel in so many words, not by yes or no. */
export const namesChannel = (cell: Cell) =>
  /[a-z]{3}|sms/i.test(cellText(cell)) &&
  !isProblem(readChannels(cell)) &&
  isProblem(readClosing('no_calls', cell));

/** Words that say who opted out, and nothing of leads or tickets that are open or closed. */
export const saysOptedOut = (cell: Cell) =>
  isPlainlyOut(cell) || /^(out|stopped|revoked|withdrawn|suppressed)$/.test(said(cell));
/** Whoever never said either is no answer to the question, but the question is the same. */
export const saysElse = (cell: Cell) => isPlainlyElse(cell) || saysState(cell) || /^in$/.test(said(cell));

/** Words that speak of messages whatever stands above them: pupils withdraw and are out, but none is unsubscribed. */
export const isPlainlyOut = (cell: Cell) =>
  /^(opted ?out|opt ?out|unsub|unsubscribed?|stop|blacklisted|do not (contact|call|text|disturb))$/.test(
    said(cell),
  );
export const isPlainlyElse = (cell: Cell) =>
  /^(opted ?in|opt ?in|subscribed|start|unstop|(never|not|non) ?subscribed)$/.test(said(cell));
export const saysState = (cell: Cell) =>
  /^(active|confirmed|granted|pending|unconfirmed|unknown)$/.test(said(cell));
/** "In" and "Out" may be the directions of calls. */
export const isDirection = (cell: Cell) => /^(in|out)$/.test(said(cell));
const said = (cell: Cell) => plainWords(cellText(cell));

export const saysStart = (cell: Cell) => /^(start|unstop)$/.test(said(cell));
/** As people text it. */
export const isKeyword = (cell: Cell) =>
  saysStart(cell) ||
  /^(stop|stop ?all|unsubscribe|cancel|end|quit|revoke|opt ?out|remove|arret|alto|pare|baja)$/.test(
    said(cell),
  );

/** A number that counts something; 0 and 1 may be no and yes. */
export const isCount = (cell: Cell) => /^\d+$/.test(cellText(cell).trim()) && Number(cellText(cell)) > 1;

export function share(cells: Cell[], holds: (cell: Cell) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(holds).length / cells.length;
}

/** Numbers that count up are ids, not phones: most steps from row to row are small and upward. */
export function countsUp(cells: Cell[]): boolean {
  const numbers = cells.map((cell) => Number(cellText(cell).trim() || NaN));
  if (numbers.length < 5 || numbers.some((number) => !Number.isSafeInteger(number))) return false;
  const steps = numbers.slice(1).map((number, i) => number - numbers[i]!);
  return steps.filter((step) => step > 0 && step <= 100).length >= steps.length * 0.9;
}

/** The same phone in every row is the account's own. */
export const isConstant = (cells: Cell[]) => cells.length >= 5 && new Set(cells.map(cellText)).size === 1;

const countDigits = (text: string) => text.match(/\p{Nd}/gu)?.length ?? 0;
const isIpAddress = (text: string) => /^\d{1,3}(\.\d{1,3}){3}$/.test(text);
const isPostalCode = (text: string) => /^\d{5}-\d{4}$/.test(text);
