import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusinessDays, businessDaysUntil, deadlineOf, federalHolidays, isBusinessDay } from './deadline';

test('the federal holidays of 2026, each on the day it is observed', () => {
  expect([...federalHolidays(2026)].sort()).toEqual([
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03', // the 4th is a Saturday
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
  ]);
});

describe('observed holidays', () => {
  test.each([
    ['2027-07-05', 'Independence Day 2027 is a Sunday'],
    ['2027-06-18', 'Juneteenth 2027 is a Saturday'],
    ['2027-12-24', 'Christmas 2027 is a Saturday'],
    ['2021-12-31', 'New Year’s Day 2022 is a Saturday'],
    ['2027-12-31', 'New Year’s Day 2028 is a Saturday'],
    ['2023-01-02', 'New Year’s Day 2023 is a Sunday'],
    ['2023-11-10', 'Veterans Day 2023 is a Saturday'],
    ['2024-05-27', 'Memorial Day, the last Monday of May'],
    ['2028-11-23', 'Thanksgiving, the fourth Thursday'],
  ])('%s: %s', (day) => expect(isBusinessDay(day)).toBe(false));

  test.each([
    ['2025-01-21', 'the day after Inauguration Day'],
    ['2021-01-20', 'Inauguration Day is none nationwide'],
    ['2020-06-19', 'Juneteenth was none before 2021'],
    ['2026-11-27', 'the day after Thanksgiving'],
    ['2026-12-31', 'a Thursday'],
  ])('%s is a business day: %s', (day) => expect(isBusinessDay(day)).toBe(true));
});

test.each([
  ['2026-11-23', '2026-12-08'], // over Thanksgiving
  ['2026-11-20', '2026-12-07'],
  ['2026-11-21', '2026-12-07'], // a Saturday counts from Monday
  ['2026-12-21', '2027-01-06'], // over Christmas and New Year
  ['2026-06-08', '2026-06-23'],
])('what came in on %s is due by the end of %s', (day, due) => expect(deadlineOf(day)).toBe(due));

test('counting to a business day and adding as many are each other’s inverse', () => {
  const day = fc
    .integer({ min: 0, max: 20_000 })
    .map((n) => new Date(Date.UTC(2000, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const until = addBusinessDays(from, count);
      expect(isBusinessDay(until)).toBe(true);
      expect(businessDaysUntil(from, until)).toBe(count);
    }),
  );
});

test('nothing is left of a day that has gone', () => {
  expect(businessDaysUntil('2026-11-23', '2026-11-20')).toBe(0);
  expect(businessDaysUntil('2026-11-23', '2026-11-23')).toBe(0);
});
