import { expect, test } from 'vitest';
import type { Country } from '@/db/vocabulary';
import type { Cell } from '@/lib/files/cells';
import type { DetectedColumn } from '@/lib/files/detect-columns';
import type { Layout, Role } from '@/lib/files/layout';
import { readingOf, readRow } from './read-row';

const US = 'US' as Country;
const TODAY = '2026-11-24';

/** A reading of named columns; `more` is what was found out about them besides. */
const readingFor = (
  columns: [name: string, role: Role][],
  more: Record<string, Partial<DetectedColumn>> = {},
) =>
  readingOf({
    columns: columns.map(([name, role], index) => ({ index, name, role, sample: [], ...more[name] })),
  } as Partial<Layout> as Layout);

const phonesOf = (cells: Cell[], reading: ReturnType<typeof readingFor>, country = US) =>
  readRow({ row: 2, cells }, reading, country, TODAY).map(({ phone, note }) => ({ phone, note }));

const besideAreaCode = readingFor(
  [
    ['Area Code', 'other'],
    ['Phone', 'phone'],
  ],
  { Phone: { areaCodeIn: 0 } },
);

test.each<[Cell, Cell, string | null]>([
  ['512', '555-0142', '+15125550142'],
  [512, 5550142, '+15125550142'],
  ['(512)', '555 0142', '+15125550142'],
  ['512', '(415) 555-0142', '+14155550142'],
  ['51', '555-0142', null],
  ['911', '555-0142', null],
  [null, '555-0142', null],
  ['512', '555-014', null],
  ['512', '55501420', null],
])('area code %j beside %j is %s', (areaCode, local, phone) => {
  expect(phonesOf([areaCode, local], besideAreaCode)).toMatchObject([{ phone }]);
});

test('an area code taken from beside is said', () => {
  expect(phonesOf(['512', '555-0142'], besideAreaCode)).toEqual([
    { phone: '+15125550142', note: 'Area code 512 taken from “Area Code”.' },
  ]);
});

const besideCountryCode = readingFor(
  [
    ['phone_code', 'other'],
    ['phone_number', 'phone'],
  ],
  { phone_number: { callingCodesIn: [0] } },
);

test.each<[Cell, Cell, string | null]>([
  ['1', '5125550142', '+15125550142'],
  ['', '5125550142', '+15125550142'],
  ['44', '2079460958', '+442079460958'],
  ['+44', '020 7946 0958', '+442079460958'],
  [44, 2079460958, '+442079460958'],
  ['44', '+1 512 555 0142', '+15125550142'],
  ['44', '5125550142', null],
  ['44', '442079460958', null],
  ['999', '5125550142', null],
  ['44.0', '2079460958', '+442079460958'],
  ['(+44)', '2079460958', '+442079460958'],
  ['0044', '2079460958', '+442079460958'],
  ['GB +44', '2079460958', '+442079460958'],
  ['GB', '2079460958', '+442079460958'],
  ['MX +44', '2079460958', null],
  ['n/a', '5125550142', null],
  ['n/a', '+1 512 555 0142', '+15125550142'],
  ['+', '5125550142', null],
  ['1-242', '5125550142', null],
  ['-', '5125550142', '+15125550142'],
  ['US', '5125550142', '+15125550142'],
])('country code %j beside %j is %s, never a number at home', (code, number, phone) => {
  expect(phonesOf([code, number], besideCountryCode)).toMatchObject([{ phone }]);
});

const besideCountry = readingFor(
  [
    ['Country', 'other'],
    ['Phone', 'phone'],
  ],
  { Phone: { countriesIn: [0] } },
);

test.each<[Cell, Cell, string | null]>([
  ['GB', '020 7946 0958', '+442079460958'],
  ['United Kingdom', '020 7946 0958', '+442079460958'],
  ['GB', '2079460958', null],
  ['GB', '5125550142', '+15125550142'],
  ['Canada', '4165550142', '+14165550142'],
  ['Atlantis', '5125550142', null],
  ['Atlantis', '+1 512 555 0142', '+15125550142'],
  ['Reino Unido', '020 7946 0958', '+442079460958'],
  ['U.S.A.', '5125550142', '+15125550142'],
  ['', '5125550142', '+15125550142'],
  ['DE', '+1 512 555 0142', '+15125550142'],
])('country %j beside %j is %s: a number that fits both is refused', (home, number, phone) => {
  expect(phonesOf([home, number], besideCountry)).toMatchObject([{ phone }]);
});

test('a bare day number is read in a column of such, with a note, and never lies in the future', () => {
  const columns: [string, Role][] = [
    ['Phone', 'phone'],
    ['Date', 'date'],
  ];
  const counted = readingFor(columns, { Date: { hasSerialDays: true } });
  const read = (cell: Cell, reading = counted) =>
    readRow({ row: 2, cells: ['5125550142', cell] }, reading, US, TODAY)[0];
  expect(read('42435')).toMatchObject({ askedOn: '2016-03-06', note: '42435 read as the day 2016-03-06' });
  expect(read(45352.5)).toMatchObject({ askedOn: '2024-03-01' });
  for (const cell of ['60000', '17', '32873', '78701']) {
    expect(read(cell)).toMatchObject({ phone: '+15125550142', askedOn: null });
  }
  expect(read('42435', readingFor(columns))).toMatchObject({ askedOn: null });
});

test('a formula that was never calculated rejects its row in plain words, and is no note', () => {
  const formula = { formula: '=A2&B2' };
  const reading = readingFor([
    ['Phone', 'phone'],
    ['No Calls', 'no_calls'],
    ['Date', 'date'],
    ['Note', 'note'],
  ]);
  const read = (cells: Cell[]) => readRow({ row: 2, cells }, reading, US, TODAY);
  expect(read([formula, true])).toMatchObject([
    {
      phone: null,
      value: '=A2&B2',
      note: expect.stringMatching(/never calculated.*save it and upload it again/),
    },
  ]);
  expect(read([5125550142, formula])).toMatchObject([
    { phone: null, note: expect.stringContaining('No Calls: It holds a formula that was never calculated') },
  ]);
  expect(read([5125550142, true, formula, formula])).toMatchObject([
    { phone: '+15125550142', askedOn: null, note: expect.stringContaining('date left out'), remark: null },
  ]);
});

const answering = readingFor([
  ['Phone', 'phone'],
  ['Opted Out', 'opted_out'],
  ['Subscribed', 'subscribed'],
  ['No Texts', 'no_texts'],
]);
const BOTH_OPEN = { voice: false, text: false };

test.each<[string, Cell[], unknown]>([
  ['yes, and no channel: the toggles decide', ['Y', null, null], null],
  ['not subscribed: the toggles decide', [null, 'N', null], null],
  ['nothing at all: the toggles decide', [null, null, null], null],
  ['no asks for nothing', ['N', null, null], BOTH_OPEN],
  ['subscribed asks for nothing', [null, 'Y', null], BOTH_OPEN],
  ['one of two says stop', ['N', 'N', null], null],
  ['a channel beside a yes is the one that is meant', ['Y', null, 'Y'], { voice: false, text: true }],
  ['a channel beside a no is closed all the same', ['N', null, 'Y'], { voice: false, text: true }],
  ['a yes beside a channel that stays open', ['Y', null, 'N'], null],
  ['a channel in the place of yes', ['SMS', null, null], { voice: false, text: true }],
])('opted out: %s', (_, cells, asks) => {
  const read = (phone: Cell) => readRow({ row: 2, cells: [phone, ...cells] }, answering, US, TODAY)[0]!;
  expect(read(5125550142)).toMatchObject({ phone: '+15125550142', asks });
  // A mended rejected row means what it meant before.
  expect(read('512555')).toMatchObject({ phone: null, asks, ...(asks === null && { said: null }) });
});

test('an unknown answer rejects the row, and the review shows how a known one was read', () => {
  const read = (cell: Cell) => readRow({ row: 2, cells: [5125550142, cell] }, answering, US, TODAY)[0]!;
  expect(read('perhaps')).toMatchObject({ phone: null, note: 'Opted Out: “perhaps” is neither yes nor no.' });
  expect(read('Y').said).toBe('Opted Out: Y, Subscribed: blank, No Texts: blank');
});

test('a channel says by which somebody opted out, not whether', () => {
  const reading = readingFor([
    ['Phone', 'phone'],
    ['Opted Out', 'opted_out'],
    ['Channel', 'channel'],
  ]);
  const asks = (...cells: Cell[]) =>
    readRow({ row: 2, cells: [5125550142, ...cells] }, reading, US, TODAY)[0]!.asks;
  expect(asks('Y', 'SMS')).toEqual({ voice: false, text: true });
  expect(asks('N', 'SMS')).toEqual({ voice: false, text: false });
  expect(asks(null, 'SMS')).toEqual({ voice: false, text: true });
  expect(asks(null, null)).toBeNull();
});
