import { expect, test } from 'vitest';
import type { Country } from '@/db/vocabulary';
import type { Cell } from '@/lib/files/cells';
import type { Layout, Role } from '@/lib/files/layout';
import { missedIn } from './missed-phones';
import { readingOf, readRow } from './read-row';

const US = 'US' as Country;

/** The columns in which a row of a phone and another cell, named and read so, holds a phone that is missed. */
function missed(cells: Cell[], name: string, role: Role = 'other', country = US): string[] {
  const columns = [
    { index: 0, name: 'Phone', role: 'phone', sample: [] },
    { index: 1, name, role, sample: [] },
  ];
  const reading = readingOf({ columns } as Partial<Layout> as Layout);
  const row = { row: 2, cells };
  return missedIn(row, reading, readRow(row, reading, country, '2026-11-24'), country);
}

test.each<[string, Cell, string | null]>([
  ['Spouse', '5125550142', 'Spouse'],
  ['Spouse', 5125550142, 'Spouse'],
  ['Spouse', '555-0142', null],
  ['City', '(512) 555-0142', 'City'],
  ['Email', '512.555.0142', 'Email'],
  ['Remarks', 'call her at 512-555-0142 please', 'Remarks'],
  ['Remarks', 'in London: +44 20 7946 0958', 'Remarks'],
  ['Remarks', 'moved in 2019', null],
  ['Member', '5125550142', null],
  ['Order Number', 5125550142, null],
  ['Fax', '(512) 555-0142', null],
  ['Last seen', '208.67.222.22', null],
  ['SSN', '512-55-5014', null],
  ['Zip', '78701-1234', null],
  ['Tracking', '9400 1118 9922 3345 6789 01', null],
  ['Ref', '1512-555-0142-77', null],
  ['City', { date: '2024-03-01' }, null],
  ['City', true, null],
  ['City', null, null],
  ['Phone 2', '5125550142', 'Phone 2'],
  ['Phone ID', '5125550142', 'Phone ID'],
  ['Column F', '5125550142', 'Column F'],
])('under “%s” %j is missed in %s, whether the row has a phone or not', (name, cell, column) => {
  const role = name === 'Remarks' ? 'note' : 'other';
  const expected = column === null ? [] : [column];
  expect(missed([null, cell], name, role)).toEqual(expected);
  expect(missed([' ', cell], name, role)).toEqual(expected);
  expect(missed(['5125550199', cell], name, role)).toEqual(expected);
});

test('a phone that the row was read with is not missed where it stands again', () => {
  expect(missed(['5125550142', '(512) 555-0142'], 'Shown')).toEqual([]);
  expect(missed(['512555', '(512) 555-0142'], 'Shown')).toEqual(['Shown']);
});

test('a phone past the last column is missed, even as bare digits', () => {
  expect(missed(['5125550142', 'Ann', '5125550143', '', '512-555-0144'], 'Name')).toEqual([
    'Column C',
    'Column E',
  ]);
});

test('outside North America only a number with its country code is certain', () => {
  expect(missed([null, '+44 20 7946 0958'], 'City', 'other', 'GB' as Country)).toEqual(['City']);
  expect(missed([null, '512-555-0142'], 'City', 'other', 'GB' as Country)).toEqual([]);
});
