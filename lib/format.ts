/** Numbers, dates and phones as the screens show them. Safe for the browser. */
import type { E164 } from '@/db/vocabulary';
import { foldDigits } from './phone/plain-text';

/** `1,204` */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `Today, 9:41 AM`, `Yesterday, 4:15 PM`, `Sat, 11:30 AM` within a week; `Nov 19, 2026` before that. */
export function formatMoment(date: Date, { timeZone, now }: { timeZone: string; now: Date }): string {
  const day = localDay(date, timeZone);
  const daysAgo = daysBetween(day, localDay(now, timeZone));
  if (daysAgo < 0 || daysAgo > 6) return formatDay(day);
  const named = daysAgo === 0 ? 'Today' : daysAgo === 1 ? 'Yesterday' : weekdayOf(day);
  return `${named}, ${write(date, timeZone, TIME)}`;
}

/** `Nov 22, 2026, 4:15:02 PM CST` */
export function formatExact(date: Date, timeZone: string): string {
  return write(date, timeZone, EXACT);
}

/** `2026-11-22` as `Nov 22, 2026` */
export function formatDay(day: string): string {
  return write(utcMidnight(day), 'UTC', DAY);
}

/** The day it is in a time zone, `2026-11-22`. */
export function localDay(date: Date, timeZone: string): string {
  return shifted(date, offsetMinutes(date.getTime(), timeZone)).slice(0, 10);
}

/** The first moment of a day in a time zone, also where the clocks change at midnight. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = utcMidnight(day).getTime();
  const starts = [-DAY_MS, DAY_MS]
    .map((ms) => midnight - offsetMinutes(midnight + ms, timeZone) * MINUTE_MS)
    .sort((a, b) => a - b);
  return new Date(starts.find((ms) => localDay(new Date(ms), timeZone) === day) ?? Math.max(...starts));
}

/**
 * The moment when a clock in a time zone shows a day and a time, `2026-12-01` and `09:30`; null where no clock
 * there ever does. When the clocks go back it shows that twice: the first one counts.
 */
export function localMoment(day: string, time: string, timeZone: string): Date | null {
  const asUtc = new Date(`${day}T${time}:00Z`).getTime();
  if (!isDay(day) || Number.isNaN(asUtc)) return null;
  const moments = [-DAY_MS, DAY_MS]
    .map((ms) => asUtc - offsetMinutes(asUtc + ms, timeZone) * MINUTE_MS)
    .sort((a, b) => a - b);
  const shows = (ms: number) => ms + offsetMinutes(ms, timeZone) * MINUTE_MS === asUtc;
  const first = moments.find(shows);
  return first === undefined ? null : new Date(first);
}

/** `Tuesday, December 1, 2026, 9:30 AM CST` */
export function formatAppointment(date: Date, timeZone: string): string {
  return write(date, timeZone, APPOINTMENT).replace(' at ', ', ');
}

/** `2026-11-22T16:15:02-06:00` */
export const isoWithOffset = (date: Date, timeZone: string): string => isoWriter(timeZone)(date.getTime());

/**
 * Writes moments, in milliseconds, as `2026-11-22T16:15:02-06:00`. Remembers days and reckons the rest: making
 * a Date of each takes longer than all else that an export does with a row.
 */
export function isoWriter(timeZone: string): (ms: number) => string {
  const days = new Map<number, string>();
  const offsets = new Map<number, string>();
  const dayOf = (day: number) => {
    const written = new Date(day * DAY_MS).toISOString().slice(0, 11);
    days.set(day, written);
    return written;
  };
  const offsetOf = (minutes: number) => {
    const written = writtenOffset(minutes);
    offsets.set(minutes, written);
    return written;
  };
  return (ms) => {
    const offset = offsetMinutes(ms, timeZone);
    const local = ms + offset * MINUTE_MS;
    const day = Math.floor(local / DAY_MS);
    const second = Math.floor((local - day * DAY_MS) / 1000);
    const time = `${TWO_DIGITS[Math.floor(second / 3600)]}:${TWO_DIGITS[Math.floor(second / 60) % 60]}:${TWO_DIGITS[second % 60]}`;
    return (days.get(day) ?? dayOf(day)) + time + (offsets.get(offset) ?? offsetOf(offset));
  };
}

/** Reads `YYYY-MM-DD` and `MM/DD/YYYY` as `YYYY-MM-DD`; null for anything else and for days that do not exist. */
export function parseDay(text: string): string | null {
  const read = /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)$|^(?<m2>\d\d?)\/(?<d2>\d\d?)\/(?<y2>\d{4})$/.exec(
    text.trim(),
  );
  if (!read?.groups) return null;
  const { y, m, d, y2, m2, d2 } = read.groups;
  const day = `${y ?? y2}-${(m ?? m2 ?? '').padStart(2, '0')}-${(d ?? d2 ?? '').padStart(2, '0')}`;
  return day >= '1900-01-01' && day < '2200' && isDay(day) ? day : null;
}

/** `+15125550142` as `(512) 555-0142`, for numbers with the country code 1. */
export function formatNorthAmerican(phone: E164): string {
  return `(${phone.slice(2, 5)}) ${phone.slice(5, 8)}-${phone.slice(8)}`;
}

/** The digits in a text, whatever script they are written in. */
export function phoneDigits(text: string): string {
  return foldDigits(text).replace(/\D/g, '');
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const counts = new Intl.NumberFormat('en-US');
const DAY = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;
const EXACT = { ...DAY, ...TIME, second: '2-digit', timeZoneName: 'short' } as const;
const APPOINTMENT = {
  weekday: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  ...TIME,
  timeZoneName: 'short',
} as const;
const CLOCK = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
} as const;
const writers = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>();

/** Making an Intl formatter costs a thousand times as much as using it. */
function writerOf(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let ofZones = writers.get(options);
  if (!ofZones) writers.set(options, (ofZones = new Map()));
  let writer = ofZones.get(timeZone);
  if (!writer) ofZones.set(timeZone, (writer = new Intl.DateTimeFormat('en-US', { ...options, timeZone })));
  return writer;
}

/** Newer ICU puts U+202F before AM and PM; server and browser must not differ over it. */
function write(date: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return writerOf(timeZone, options)
    .format(date)
    .replace(/[\u202f\u00a0\u2009]/g, ' ');
}

function weekdayOf(day: string): string {
  return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][utcMidnight(day).getUTCDay()] ?? '';
}

function daysBetween(earlier: string, later: string): number {
  return Math.round((utcMidnight(later).getTime() - utcMidnight(earlier).getTime()) / DAY_MS);
}

function utcMidnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function isDay(day: string): boolean {
  const date = utcMidnight(day);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function shifted(date: Date, minutes: number): string {
  return new Date(date.getTime() + minutes * MINUTE_MS).toISOString();
}

function writtenOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const hours = String(Math.trunc(size / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}

/** Per zone and UTC day: the offset of that whole day, or null where the clocks change in it. */
const offsetsOfDays = new Map<string, Map<number, number | null>>();

function offsetMinutes(ms: number, timeZone: string): number {
  let days = offsetsOfDays.get(timeZone);
  if (!days || days.size > 40_000) offsetsOfDays.set(timeZone, (days = new Map()));
  const day = Math.floor(ms / DAY_MS);
  let offset = days.get(day);
  if (offset === undefined) {
    const first = askOffset(day * DAY_MS, timeZone);
    offset = first === askOffset((day + 1) * DAY_MS - 1, timeZone) ? first : null;
    days.set(day, offset);
  }
  return offset ?? askOffset(ms, timeZone);
}

function askOffset(ms: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of writerOf(timeZone, CLOCK).formatToParts(ms)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - ms) / MINUTE_MS);
}
