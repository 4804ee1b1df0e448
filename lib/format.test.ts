import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { E164 } from '@/db/vocabulary';
import {
  formatAppointment,
  formatCount,
  formatDay,
  formatExact,
  formatMoment,
  formatNorthAmerican,
  isoWithOffset,
  localDay,
  localMoment,
  parseDay,
  phoneDigits,
  startOfDay,
} from './format';

const CHICAGO = 'America/Chicago';
const at = (iso: string) => new Date(iso);

test('counts are written in thousands', () => {
  expect([0, 7, 1204, 1000000].map(formatCount)).toEqual(['0', '7', '1,204', '1,000,000']);
});

describe('a moment is told as a person would', () => {
  const now = at('2026-11-24T04:15:00Z'); // Monday the 23rd, 10:15 PM in Chicago
  test.each([
    ['2026-11-24T04:14:00Z', 'Today, 10:14 PM'],
    ['2026-11-23T15:41:00Z', 'Today, 9:41 AM'],
    ['2026-11-23T06:00:00Z', 'Today, 12:00 AM'],
    ['2026-11-23T05:59:59Z', 'Yesterday, 11:59 PM'],
    ['2026-11-21T17:30:00Z', 'Sat, 11:30 AM'],
    ['2026-11-17T17:30:00Z', 'Tue, 11:30 AM'],
    ['2026-11-16T17:30:00Z', 'Nov 16, 2026'],
    ['2024-02-29T17:30:00Z', 'Feb 29, 2024'],
    ['2026-11-25T17:30:00Z', 'Nov 25, 2026'],
  ])('%s is %s', (moment, told) => {
    expect(formatMoment(at(moment), { timeZone: CHICAGO, now })).toBe(told);
  });
});

test('an exact time says seconds and zone', () => {
  expect(formatExact(at('2026-11-22T22:15:02Z'), CHICAGO)).toBe('Nov 22, 2026, 4:15:02 PM CST');
  expect(formatExact(at('2026-07-01T22:15:02Z'), CHICAGO)).toBe('Jul 1, 2026, 5:15:02 PM CDT');
});

test('server and browser write the same spaces', () => {
  const written =
    formatExact(at('2026-11-22T22:15:02Z'), CHICAGO) +
    formatMoment(at('2026-11-22T22:15:02Z'), { timeZone: CHICAGO, now: at('2026-11-22T23:00:00Z') });
  expect(written).toMatch(/^[\x20-\x7e]+$/);
});

test('a day is written without regard to any zone', () => {
  expect([formatDay('2026-11-22'), formatDay('2026-01-01')]).toEqual(['Nov 22, 2026', 'Jan 1, 2026']);
});

test('the local day is the one on the wall', () => {
  expect(localDay(at('2026-11-22T05:59:59Z'), CHICAGO)).toBe('2026-11-21');
  expect(localDay(at('2026-11-22T06:00:00Z'), CHICAGO)).toBe('2026-11-22');
  expect(localDay(at('2026-12-31T11:00:00Z'), 'Pacific/Auckland')).toBe('2027-01-01');
});

describe('a day starts', () => {
  test.each([
    ['2026-11-22', CHICAGO, '2026-11-22T06:00:00.000Z'],
    ['2026-03-08', CHICAGO, '2026-03-08T06:00:00.000Z'], // clocks forward at 2 AM
    ['2026-03-09', CHICAGO, '2026-03-09T05:00:00.000Z'],
    ['2026-11-01', CHICAGO, '2026-11-01T05:00:00.000Z'], // clocks back at 2 AM
    ['2026-11-02', CHICAGO, '2026-11-02T06:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'], // no midnight: it becomes 1 AM
    ['2026-04-05', 'America/Santiago', '2026-04-05T04:00:00.000Z'], // 11 PM comes twice the day before
    ['2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
  ])('%s in %s at %s', (day, timeZone, start) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(start);
  });

  test('at its first moment, on any day, in any zone', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const moment = fc.date({
      min: at('1975-01-01T00:00:00Z'),
      max: at('2037-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, zone, (date, timeZone) => {
        const day = localDay(date, timeZone);
        const start = startOfDay(day, timeZone);
        expect(localDay(start, timeZone)).toBe(day);
        expect(localDay(new Date(start.getTime() - 1), timeZone) < day).toBe(true);
        expect(start.getTime()).toBeLessThanOrEqual(date.getTime());
      }),
      { numRuns: 300 },
    );
  });
});

describe('an ISO time with its offset', () => {
  test.each([
    ['2026-11-22T22:15:02Z', CHICAGO, '2026-11-22T16:15:02-06:00'],
    ['2026-07-22T22:15:02Z', CHICAGO, '2026-07-22T17:15:02-05:00'],
    ['2026-11-01T06:30:00Z', CHICAGO, '2026-11-01T01:30:00-05:00'],
    ['2026-11-01T07:30:00Z', CHICAGO, '2026-11-01T01:30:00-06:00'],
    ['2026-11-22T22:15:02Z', 'Asia/Kathmandu', '2026-11-23T04:00:02+05:45'],
    ['2026-11-22T22:15:02Z', 'America/St_Johns', '2026-11-22T18:45:02-03:30'],
    ['2026-11-22T22:15:02Z', 'UTC', '2026-11-22T22:15:02+00:00'],
  ])('%s in %s is %s', (moment, timeZone, written) => {
    expect(isoWithOffset(at(moment), timeZone)).toBe(written);
  });

  test('is the same moment, in any zone, and says the time on the wall', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const moment = fc.date({
      min: at('1975-01-01T00:00:00Z'),
      max: at('2037-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, zone, (date, timeZone) => {
        const written = isoWithOffset(date, timeZone);
        expect(Date.parse(written)).toBe(Math.floor(date.getTime() / 1000) * 1000);
        const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
        expect(written.slice(0, 19).replace('T', ' ')).toBe(wall.format(date));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a typed day', () => {
  test.each([
    ['2026-11-22', '2026-11-22'],
    ['11/22/2026', '2026-11-22'],
    [' 3/1/2026 ', '2026-03-01'],
    ['02/29/2024', '2024-02-29'],
  ])('%j is %s', (text, day) => expect(parseDay(text)).toBe(day));

  test.each([
    '',
    '2026-02-30',
    '02/29/2026',
    '22/11/2026',
    '2026-13-01',
    '11/22/26',
    '2026-1-1',
    '00/01/2026',
    '0026-11-22',
    'yesterday',
    '2026-11-22T00:00',
    '2026/11/22',
    '20261122',
  ])('%j is none', (text) => expect(parseDay(text)).toBeNull());
});

test('a North American phone is written in its usual form', () => {
  expect(formatNorthAmerican('+15125550142' as E164)).toBe('(512) 555-0142');
});

test('digits are found in any script', () => {
  expect(['(512) 555', '５１２', '٥١٢', 'none'].map(phoneDigits)).toEqual(['512555', '512', '512', '']);
});

test.each([
  ['2026-12-01', '09:30', '2026-12-01T15:30:00.000Z'],
  ['2026-07-01', '09:30', '2026-07-01T14:30:00.000Z'],
  // The clocks go back: that time comes twice, and the first one counts.
  ['2026-11-01', '01:30', '2026-11-01T06:30:00.000Z'],
  // They go forward: that time never comes.
  ['2027-03-14', '02:30', undefined],
  ['2027-02-29', '09:00', undefined],
  ['2027-02-28', '24:30', undefined],
])('a clock in Chicago shows %s %s at %s', (day, time, at) => {
  expect(localMoment(day, time, 'America/Chicago')?.toISOString()).toBe(at);
});

test('an appointment is said with its weekday and zone', () => {
  expect(formatAppointment(new Date('2026-12-01T15:30:00Z'), 'America/Chicago')).toBe(
    'Tuesday, December 1, 2026, 9:30 AM CST',
  );
});
