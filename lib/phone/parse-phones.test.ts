import { expect, test } from 'vitest';
import type { Country } from '@/db/vocabulary';
import { parsePhones } from './parse-phones';

/** Each number of the cell as its phone, or as ✗ and a word of the problem. */
test.each<[cell: string | number, expected: string[], account?: string]>([
  ['(512) 555-0101', ['+15125550101']],
  [5125550101, ['+15125550101']],
  ['(512) 555-0101 or 555-0102', ['+15125550101', '✗ area code is missing']],
  ['(512) 555-0101/0102', ['+15125550101', '✗ That is 4 digits']],
  ['512-555-0101/512-555-0102', ['+15125550101', '+15125550102']],
  ['512-555-0101; 512-555-0102', ['+15125550101', '+15125550102']],
  ['5125550101,5125550102', ['+15125550101', '+15125550102']],
  ['5125550101|5125550102', ['+15125550101', '+15125550102']],
  ['5125550101\n5125550102', ['+15125550101', '+15125550102']],
  ['5125550101\r\n5125550102', ['+15125550101', '+15125550102']],
  ['5125550101\t5125550102', ['+15125550101', '+15125550102']],
  ['512-555-0101 OR 512-555-0102', ['+15125550101', '+15125550102']],
  ['512-555-0101 and 512-555-0102', ['+15125550101', '+15125550102']],
  ['512-555-0101 & 512-555-0102', ['+15125550101', '+15125550102']],
  ['512-555-0101 512-555-0102', ['+15125550101', '+15125550102']],
  ['(512) 555-0101 (512) 555-0102', ['+15125550101', '+15125550102']],
  ['5125550101 5125550102 5125550103', ['+15125550101', '+15125550102', '+15125550103']],
  ['512-555-0101 1-512-555-0102', ['+15125550101', '+15125550102']],
  ['+15125550101 +15125550102', ['+15125550101', '+15125550102']],
  ['+15125550101+15125550102', ['+15125550101', '+15125550102']],
  ['512-555-0101 +44 20 7946 0958', ['+15125550101', '+442079460958']],
  ['home 512-555-0101 cell 512-555-0102', ['+15125550101', '+15125550102']],
  ['512-555-0101 (home), (512) 555-0102 (cell)', ['+15125550101', '+15125550102']],
  ['512-555-0101, ext 4; 512-555-0102 x5', ['+15125550101', '+15125550102']],
  ['512-555-0101,,104', ['+15125550101']],
  ['512-555-0101,,104; 512-555-0102', ['+15125550101', '+15125550102']],
  ['n/a / 512-555-0101', ['+15125550101']],
  ['512-555-0101 | n/a', ['+15125550101']],
  ['Smith, Bob 512-555-0101', ['+15125550101']],
  ['512-555-0101 & 512-555-0101', ['+15125550101', '+15125550101']],
  ['555-0101, 512-555-0102', ['✗ area code is missing', '+15125550102']],
  ['512-555-0101; 5.12555E+09', ['+15125550101', '✗ Excel']],
  // One problem for the cell where nobody can say where one number ends.
  ['555-0101 / 555-0102', ['✗ more than one number']],
  ['51255501015125550102', ['✗ That is 20 digits']],
  ['512-555-0101-512-555-0102', ['✗ That is 20 digits']],
  ['512-555-0101 1234 512-555-0102', ['✗ digits']],
  ['5125550101.5', ['✗ fraction']],
  ['5125550101,5', ['✗ fraction']],
  ['03/01/2016', ['✗ date']],
  ['n/a', ['✗ no phone number']],
  [`${'5125550101 '.repeat(100)}`, ['✗ too long']],
  // Outside North America a number without its 0 may lack its whole area code.
  ['020 7946 0958 / 020 7946 0959', ['+442079460958', '+442079460959'], 'GB'],
  ['020 7946 0958 / 7946 0959', ['+442079460958', '✗ possible length'], 'GB'],
  ['030 12345678; 030 12345679', ['+493012345678', '+493012345679'], 'DE'],
  ['030 12345678; 301234567', ['+493012345678', '✗ area code'], 'DE'],
  ['+34 612 34 56 78, 612 34 56 79', ['+34612345678', '✗ area code'], 'ES'],
  ['612 34 56 78, 612 34 56 79', ['+34612345678', '+34612345679'], 'ES'],
])('cell %j is %j', (cell, expected, account = 'US') => {
  const readings = parsePhones(cell, account as Country);
  const said = readings.map((reading) => (reading.ok ? reading.phone : `✗ ${reading.problem}`));
  expect(said).toHaveLength(expected.length);
  for (const [i, wanted] of expected.entries()) {
    const [mark, ...why] = wanted.split(' ');
    expect(said[i]).toContain(mark === '✗' ? why.join(' ') : wanted);
  }
});

test('every part of a cell keeps the text it was read from', () => {
  const values = parsePhones(' (512) 555-0101 or 555-0102', 'US' as Country).map(({ value }) => value);
  expect(values).toEqual(['(512) 555-0101', '555-0102']);
  expect(parsePhones('512-555-0101 and 512-555-0102', 'US' as Country)).toMatchObject([
    { value: '512-555-0101', note: null },
    { value: '512-555-0102', note: null },
  ]);
});

const sixty = Array.from({ length: 60 }, (_, n) => `512-555-01${String(n).padStart(2, '0')}`);

test('sixty numbers in one cell are sixty numbers, and a damaged one among them is refused by itself', () => {
  const read = parsePhones(sixty.join(', '), 'US' as Country);
  expect(read.map((it) => it.ok && it.phone)).toEqual(sixty.map((it) => `+1${it.replaceAll('-', '')}`));
  const damaged = parsePhones([...sixty, '512-555-01'].join('; '), 'US' as Country);
  expect(damaged.filter(({ ok }) => !ok).map(({ value }) => value)).toEqual(['512-555-01']);
});

test('a long text with a number or two in it is refused whole', () => {
  const text = `${'He said: stop. '.repeat(20)} 512-555-0101, on day 2, at 3, in room 4, by 5`;
  expect(parsePhones(text, 'US' as Country)).toMatchObject([{ ok: false, value: text }]);
  const endless = Array.from({ length: 3_000 }, () => '5125550101').join(';');
  expect(parsePhones(endless, 'US' as Country)).toMatchObject([{ ok: false, value: endless }]);
});
