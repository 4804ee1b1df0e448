import { afterAll, expect, test } from 'vitest';
import { parsePhones } from '@/lib/phone';
import { cellText } from './cells';
import { fixture, layoutOf, removeFiles, rolesOf, rowsOf, US, write } from './test-files';

afterAll(removeFiles);

/** The phones in a file's phone columns, and what in them is no phone. */
async function phonesOf(file: string) {
  const layout = await layoutOf(file);
  const phones: string[] = [];
  const unreadable: string[] = [];
  for (const { row, cells } of await rowsOf(file, layout)) {
    for (const { index, role } of layout.columns) {
      const cell = cells[index] ?? null;
      if (role !== 'phone' || cell === null) continue;
      for (const read of parsePhones(typeof cell === 'number' ? cell : cellText(cell), US)) {
        if (read.ok) phones.push(read.phone);
        else unreadable.push(`${row}: ${cellText(cell)}`);
      }
    }
  }
  return { phones, different: new Set(phones).size, unreadable };
}

const list = (...lines: string[]) => write(lines.join('\n'));

test('the old dialer’s export: semicolons, Windows-1252, two phone columns, channel columns, month first', async () => {
  const file = fixture('old-dialer-export.csv');
  const layout = await layoutOf(file);
  expect(layout).toMatchObject({
    kind: 'csv',
    encoding: 'windows-1252',
    delimiter: ';',
    quote: '"',
    headerRow: 1,
    firstRow: 2,
  });
  expect(rolesOf(layout)).toEqual({
    ID: 'other',
    Name: 'other',
    'Home Phone': 'phone',
    'Mobile Phone': 'phone',
    'No Calls': 'no_calls',
    'No Texts': 'no_texts',
    Added: 'date',
    Remarks: 'note',
  });
  expect(layout.columns[6]).toMatchObject({ dateOrder: 'mdy', isDateOrderSure: true });
  const rows = await rowsOf(file, layout);
  expect(rows).toHaveLength(305);
  expect(rows[3]!.cells[1]).toBe('Björn Nguyen');
  expect(rows[1]!.cells[7]).toBe('asked by phone "twice"');
  expect((await phonesOf(file)).unreadable).toEqual([
    '302: 512555',
    '303: n/a',
    '304: 512-555-01AB',
    '305: 5.12555E+09',
    '306: (512) 555-0101 or 555-0102',
  ]);
});

test('the colleagues’ workbook: the header below a title, numbers and texts, the hidden sheet left alone', async () => {
  const file = fixture('colleagues-workbook.xlsx');
  const layout = await layoutOf(file);
  expect(layout).toMatchObject({
    kind: 'xlsx',
    sheet: 'DNC 2016-2026',
    headerRow: 4,
    firstRow: 5,
    sheets: [
      { name: 'DNC 2016-2026', hidden: false },
      { name: 'old (do not use)', hidden: true },
    ],
  });
  expect(rolesOf(layout)).toEqual({ Who: 'other', Telephone: 'phone', since: 'date', note: 'note' });
  const { phones, different, unreadable } = await phonesOf(file);
  expect(unreadable).toEqual(['326: 51255501']);
  expect(phones).toHaveLength(321);
  expect(different).toBe(258);
  expect(phones).not.toContain('+12125550199');
});

test('one column of 25,000 phones without a header loses none', async () => {
  const layout = await layoutOf(fixture('one-column-25k.csv'));
  expect(layout).toMatchObject({ kind: 'csv', encoding: 'utf-8', headerRow: null, firstRow: 1 });
  expect(await phonesOf(fixture('one-column-25k.csv'))).toMatchObject({ different: 25_000, unreadable: [] });
});

test.each([
  ['with a day in "Asked On"', '2026-02-13'],
  ['with none', ''],
])('our own export, %s, is understood: type and times say the channels', async (_, askedOn) => {
  const file = list(
    'Phone Number,Country,Opt Out Type,Voice Opted Out,Text Opted Out,Texted STOP,Source,Date Added,Asked On,Added By,Note',
    '(512) 555-0142,US,Both,2026-03-01T10:20:30-06:00,2026-03-02T10:20:30-06:00,2026-03-02T10:20:30-06:00,Texted STOP,2026-03-01T10:20:30-06:00,,,',
    `(+44) 20 7946 0958,GB,Voice,2026-03-01T10:20:30-06:00,,,Manual,2026-03-01T10:20:30-06:00,${askedOn},Ann,by mail`,
    '(512) 555-0143,US,Text,,2026-03-01T10:20:30-06:00,,Upload,2026-03-01T10:20:30-06:00,,Bob,',
  );
  expect(rolesOf(await layoutOf(file))).toEqual({
    'Phone Number': 'phone',
    Country: 'other',
    'Opt Out Type': 'channel',
    'Voice Opted Out': 'no_calls',
    'Text Opted Out': 'no_texts',
    'Texted STOP': 'other',
    Source: 'other',
    'Date Added': 'other',
    'Asked On': 'date',
    'Added By': 'other',
    Note: 'note',
  });
});

test.each([
  ['a tab', '\t'],
  ['a semicolon', ';'],
  ['a pipe', '|'],
  ['a comma', ','],
])('%s between the cells is found by how evenly it divides the rows', async (_, d) => {
  const file = list(
    `Name${d}Phone${d}Note`,
    `Ann${d}(512) 555-0142${d}"a; b, c | d"`,
    `Smith Bob${d}512-555-0143${d}x`,
    `Zoe${d}512.555.0144${d}`,
  );
  expect(await layoutOf(file)).toMatchObject({ delimiter: d });
  expect((await phonesOf(file)).different).toBe(3);
});

test('a declared separator is obeyed, and its line is no row', async () => {
  const file = list('sep=^', 'Phone^Name', '5125550142^Ann');
  expect(await layoutOf(file)).toMatchObject({ delimiter: '^', headerRow: 1 });
  expect(await rowsOf(file)).toEqual([{ row: 2, cells: ['5125550142', 'Ann'] }]);
});

test('two phones on one line of a list without columns stay together, so that neither is lost', async () => {
  const file = list('5125550142', '5125550143, 5125550144', '5125550145', '5125550146');
  expect(await layoutOf(file)).toMatchObject({ delimiter: '' });
  expect((await phonesOf(file)).different).toBe(5);
});

test('columns of ids, postal codes, dates and order numbers are no phones', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => {
    const two = String(i + 10);
    return `${4155551000 + i},20160301,78701-12${two},1456790${two}0,(512) 555-01${two},${2125550100 + i * 1000},7${two}`;
  });
  const file = list('Ref,When,Area,Created,Cell,Order Number,Ext', ...rows);
  expect(rolesOf(await layoutOf(file))).toMatchObject({
    Ref: 'other',
    Area: 'other',
    Cell: 'phone',
    'Order Number': 'other',
    Ext: 'other',
  });
  const headerless = list(...rows);
  const layout = await layoutOf(headerless);
  expect(layout.headerRow).toBeNull();
  expect(layout.columns.filter(({ role }) => role === 'phone').map(({ name }) => name)).toContain('Column E');
  expect(layout.columns[0]!.role).toBe('other');
});

test('a fax column counts only where nothing else holds phones', async () => {
  const both = list('Phone,Fax', '5125550142,5125550143', '5125550144,5125550145');
  expect(rolesOf(await layoutOf(both))).toEqual({ Phone: 'phone', Fax: 'other' });
  const fax = list('Name,Fax', 'Ann,5125550143', 'Bob,5125550145');
  expect(rolesOf(await layoutOf(fax))).toEqual({ Name: 'other', Fax: 'phone' });
});

test('a named phone column counts even where it is empty at first or damaged throughout', async () => {
  const file = list('Phone,Mobile,Phone Type', '5.12555E+09,,Home', '5.12556E+09,,Mobile');
  expect(rolesOf(await layoutOf(file))).toEqual({ Phone: 'phone', Mobile: 'phone', 'Phone Type': 'other' });
});

test('the account’s own number, the same in every row, is not a recipient', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => `5125550100,51255501${i + 20},STOP`);
  expect(rolesOf(await layoutOf(list('To,From,Body', ...rows)))).toMatchObject({
    To: 'other',
    From: 'phone',
  });
});

test.each([
  ['DoNotCall', 'HasOptedOutOfSMS', '1,0', 'no_calls', 'no_texts'],
  ['DNC', 'Do Not Text', 'x,', 'no_calls', 'no_texts'],
  ['Voice Opt-Out', 'SMS Opt Out', 'true,false', 'no_calls', 'no_texts'],
  ['OK to call', 'SMS Consent', 'Y,N', 'calls', 'texts'],
  ['Opted Out', 'Email Opt Out', 'yes,no', 'opted_out', 'other'],
  ['DNC Type', 'Opt Out Date', 'voice,2016-03-01', 'channel', 'date'],
  ['Voice', 'Texts', 'Y,N', 'other', 'other'],
  ['DNC', 'Do Not Call Reason', 'calls,moved away', 'channel', 'note'],
])('the columns “%s” and “%s” holding “%s” are read as %s and %s', async (first, second, cells, one, two) => {
  const file = list(`Phone,${first},${second}`, `5125550142,${cells}`, `5125550143,${cells}`);
  expect(rolesOf(await layoutOf(file))).toEqual({ Phone: 'phone', [first]: one, [second]: two });
});

test.each([
  ['Opted Out', 'opted_out'],
  ['OptOut', 'opted_out'],
  ['HasOptedOut', 'opted_out'],
  ['Is Unsubscribed?', 'opted_out'],
  ['Opt Out Status', 'opted_out'],
  ['Customer opted out (Y/N)', 'opted_out'],
  ['Unsubscribed from all messages', 'opted_out'],
  ['Subscribed', 'subscribed'],
  ['Opt-in status', 'subscribed'],
  ['is_subscribed', 'subscribed'],
  ['OK to contact', 'subscribed'],
  ['Do Not Contact', 'channel'],
  ['DND', 'channel'],
  ['Do not contact? (Y/N)', 'channel'],
  ['No calls or texts', 'channel'],
  ['DNC', 'no_calls'],
  ['Opted out of calls', 'no_calls'],
  ['Voicemail opt out', 'no_calls'],
  ['SMS Opt Out', 'no_texts'],
  ['SMS Opt In', 'texts'],
  ['Receives texts', 'texts'],
  ['Email Opt Out', 'other'],
  ['Newsletter subscribed', 'other'],
  ['Directory Opt Out', 'other'],
  ['Photo consent', 'other'],
  ['Opt In/Out', 'other'],
  ['National DNC Registry', 'other'],
  ['No. of calls', 'other'],
  ['Lunch program opt out', 'other'],
])('a column “%s” that answers yes or no is read as %s', async (name, role) => {
  const file = list(`Phone,${name}`, '5125550142,Y', '5125550143,N', '5125550144,N');
  expect(rolesOf(await layoutOf(file))).toEqual({ Phone: 'phone', [name]: role });
});

test('how somebody likes to be reached, and how often, asks for nothing to be closed', async () => {
  const file = list(
    'Phone,Preferred contact method,Consent type,Calls blocked',
    '5125550142,Phone,SMS,0',
    '5125550143,Text,Voice,1',
    '5125550144,Phone,SMS,2',
  );
  expect(rolesOf(await layoutOf(file))).toEqual({
    Phone: 'phone',
    'Preferred contact method': 'other',
    'Consent type': 'other',
    'Calls blocked': 'other',
  });
});

test('a note that sometimes says "text only" is a note', async () => {
  const file = list('Phone,note', '5125550142,text only', '5125550143,left', '5125550144,emailed');
  expect(rolesOf(await layoutOf(file))).toEqual({ Phone: 'phone', note: 'note' });
});

test('without a header the first row is read, also when its phone is damaged', async () => {
  for (const damaged of ['512-555-01AB', '5.12555E+09', 'n/a']) {
    const file = list(damaged, '5125550142', '5125550143');
    expect(await layoutOf(file)).toMatchObject({ headerRow: null, firstRow: 1 });
    expect(await rowsOf(file)).toHaveLength(3);
  }
});

test('a first row of names is no header where its phone is damaged, nor is a row of names below phones', async () => {
  const damaged = list('City of Austin,Contact: Ann,512-555-01AB', 'Bob,,5125550142', 'Zoe,,5125550143');
  expect(await layoutOf(damaged)).toMatchObject({ headerRow: null, firstRow: 1 });
  const joined = list('Ann,5125550142', 'Name,Phone', 'Bob,5125550143');
  expect(await layoutOf(joined)).toMatchObject({ headerRow: null, firstRow: 1 });
});

test('a title with our own number in it does not hide the header below', async () => {
  const file = list(
    'Do not call list - questions: 5125550100',
    '',
    'Name,Number',
    'Ann,5125550142',
    'Bob,5125550143',
  );
  expect(await layoutOf(file)).toMatchObject({ headerRow: 3, firstRow: 4 });
});

test('what a person chose is kept, and the rest is detected around it', async () => {
  const file = list('Phone;Name', '5125550142;Ann', '5125550143;Bob');
  expect(await layoutOf(file, { headerRow: null })).toMatchObject({
    headerRow: null,
    firstRow: 1,
    delimiter: ';',
  });
  expect(await layoutOf(file, { delimiter: ',' })).toMatchObject({
    delimiter: ',',
    columns: [{ name: 'Phone;Name' }],
  });
  const chosen = await layoutOf(fixture('colleagues-workbook.xlsx'), { sheet: 'old (do not use)' });
  expect(chosen).toMatchObject({ sheet: 'old (do not use)', columns: [{ name: 'phone', role: 'phone' }] });
});

test('a layout survives JSON, so that it can be kept and used again', async () => {
  const file = fixture('old-dialer-export.csv');
  const layout = await layoutOf(file);
  expect(JSON.parse(JSON.stringify(layout))).toEqual(layout);
});

test('of wide cells the layout keeps the beginning, so that it can be shown', async () => {
  const wide = (letter: string) => Array.from({ length: 300 }, () => letter.repeat(20_000)).join(',');
  const file = list(`Phone,${wide('n')}`, `5125550142,${wide('x')}`, `5125550143,${wide('y')}`);
  const layout = await layoutOf(file, { headerRow: 1 });
  expect(layout.columns[0]).toMatchObject({ role: 'phone', sample: ['5125550142', '5125550143'] });
  expect(layout.columns[300]!.sample.map((it) => it.length)).toEqual([100, 100]);
  expect(layout.columns[300]!.name).toHaveLength(200);
  expect(JSON.stringify(layout).length).toBeLessThan(200_000);
});
