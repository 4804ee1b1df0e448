import { expect, test } from 'vitest';
import { detectDateOrder, readDate } from './dates';

test.each([
  ['2016-03-01', '2016-03-01'],
  ['2016-03-01T23:30:00-06:00', '2016-03-01'],
  ['2016-03-01T23:30:00.123Z', '2016-03-01'],
  ['2016/3/1', '2016-03-01'],
  ['20160301', '2016-03-01'],
  ['03/01/2016', '2016-03-01'],
  ['3/1/16 4:05 PM', '2016-03-01'],
  ['3/1/1998, 16:05:09', '1998-03-01'],
  ['3-1-2016', '2016-03-01'],
  ['1 March 2016', '2016-03-01'],
  ['01-Mar-16', '2016-03-01'],
  ['Tue, Mar 1st, 2016', '2016-03-01'],
  [20160301, '2016-03-01'],
  [{ date: '2016-03-01' }, '2016-03-01'],
  ['', null],
  [null, null],
  [' - ', null],
] as const)('%j is read as %s', (cell, date) => {
  expect(readDate(cell, 'mdy')).toBe(date);
});

test('day and month follow the order of the column, unless the calendar allows one only', () => {
  expect(readDate('03/04/2016', 'mdy')).toBe('2016-03-04');
  expect(readDate('03/04/2016', 'dmy')).toBe('2016-04-03');
  expect(readDate('16/03/2016', 'mdy')).toBe('2016-03-16');
  expect(readDate('03.16.2016', 'dmy')).toBe('2016-03-16');
});

test.each([
  '30/02/2016',
  '2016-13-01',
  'yesterday',
  '42435',
  '5125550142',
  '2016',
  '1/2/3/2016',
  'Foo 1, 2016',
])('“%s” is no date, and is named as such', (text) => {
  expect(readDate(text, 'mdy')).toEqual({ problem: `“${text}” is not a date we can read.` });
});

test('the order of a column is decided by the days after the 12th, and stays open without one', () => {
  expect(detectDateOrder(['03/01/2016', '03/16/2016'], 'dmy')).toEqual({ order: 'mdy', isSure: true });
  expect(detectDateOrder(['03.01.2016', '16.03.2016'], 'mdy')).toEqual({ order: 'dmy', isSure: true });
  expect(detectDateOrder(['03/01/2016', '04/05/2016'], 'mdy')).toEqual({ order: 'mdy', isSure: false });
  expect(detectDateOrder(['16/03/2016', '03/17/2016'], 'mdy')).toEqual({ order: 'mdy', isSure: false });
  expect(detectDateOrder(['2016-03-01', { date: '2016-03-02' }], 'mdy')).toEqual({
    order: 'ymd',
    isSure: true,
  });
});

test('a long text is no date, found out at once, and repeated only in part', () => {
  const began = performance.now();
  expect(readDate(`1${' ,'.repeat(16_000)}x`, 'mdy')).toEqual({
    problem: `“1${' ,'.repeat(29)} …” is not a date we can read.`,
  });
  expect(performance.now() - began).toBeLessThan(200);
});
