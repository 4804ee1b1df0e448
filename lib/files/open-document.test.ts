import { afterAll, expect, test } from 'vitest';
import { layoutOf, openDocument, opened, problemOf, removeFiles, rowsOf, write } from './test-files';

afterAll(removeFiles);

const cell = (attributes: string, inside = '') =>
  `<table:table-cell ${attributes}>${inside}</table:table-cell>`;
const number = (value: string, shown?: string) =>
  shown === undefined
    ? `<table:table-cell office:value-type="float" office:value="${value}"/>`
    : cell(`office:value-type="float" office:value="${value}"`, `<text:p>${shown}</text:p>`);
const text = (value: string) => cell('office:value-type="string"', `<text:p>${value}</text:p>`);
const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`;
const table = (rows: string, attributes = 'table:name="List"') =>
  `<table:table ${attributes}>${rows}</table:table>`;

const file = (rows: string) => write(openDocument({ body: table(rows) }));
const cellsOf = async (rows: string) => (await rowsOf(file(rows))).map(({ row, cells }) => [row, ...cells]);

test('a number counts by its value, with and without the text that it shows', async () => {
  const rows =
    row(number('5125550142')) +
    row(number('5125550143', '5.13E+09')) +
    row(number('5.125550144E9')) +
    row(number('5125550145.0', '5,125,550,145.00')) +
    row(cell('office:value-type="percentage" office:value="5125550146"', '<text:p>512555014600%</text:p>')) +
    row(cell('office:value-type="currency" office:value="5125550147"', '<text:p>$5,125</text:p>'));
  expect((await cellsOf(rows)).map(([, phone]) => phone)).toEqual([
    5125550142, 5125550143, 5125550144, 5125550145, 5125550146, 5125550147,
  ]);
});

test('texts come with their blanks, links and lines, without remarks, drawings and readings', async () => {
  const rows = row(
    text('a<text:s text:c="3"/>b<text:tab/><text:span>c</text:span><text:line-break/>d') +
      cell('office:value-type="string"', '<text:p>first</text:p><text:p>second  one</text:p>') +
      cell('office:value-type="string" office:string-value="raw"', '<text:p>shown</text:p>') +
      cell('office:value-type="string" office:string-value="alone"') +
      cell(
        'office:value-type="string"',
        '<office:annotation><text:p>512-555-0199</text:p></office:annotation><text:p><text:a>512-555-0142</text:a></text:p><draw:frame><text:p>x</text:p></draw:frame>',
      ) +
      cell('', '<text:p>without a type</text:p>'),
  );
  expect(await cellsOf(rows)).toEqual([
    [1, 'a   b\tc\nd', 'first\nsecond one', 'raw', 'alone', '512-555-0142', 'without a type'],
  ]);
});

test('dates are days, times are texts, ticks are yes and no, errors say what they show', async () => {
  const rows = row(
    number('5125550142') +
      cell('office:value-type="date" office:date-value="2016-03-06"', '<text:p>06.03.16</text:p>') +
      cell('office:value-type="date" office:date-value="2016-03-06T10:20:30"') +
      cell('office:value-type="time" office:time-value="PT10H20M"', '<text:p>10:20</text:p>') +
      cell('office:value-type="boolean" office:boolean-value="true"', '<text:p>WAHR</text:p>') +
      cell(
        'office:value-type="string" office:string-value="" calcext:value-type="error"',
        '<text:p>#N/A</text:p>',
      ),
  );
  expect(await cellsOf(rows)).toEqual([
    [1, 5125550142, { date: '2016-03-06' }, { date: '2016-03-06' }, '10:20', true, '#N/A'],
  ]);
});

test('formulas count by their last result; one without any is no blank cell', async () => {
  const formula = 'table:formula="of:=[.A1]*10000000+[.B1]"';
  const rows = row(
    cell(`${formula} office:value-type="float" office:value="5125550142"`) +
      cell(`${formula} office:value-type="string"`, '<text:p>512-555-0143</text:p>') +
      cell(formula) +
      cell(`${formula} office:value-type="float"`) +
      cell(`${formula} office:value-type="string" office:string-value=""`) +
      cell(formula, '<text:p/>') +
      text('end'),
  );
  const never = { formula: '=[.A1]*10000000+[.B1]' };
  expect(await cellsOf(rows)).toEqual([[1, 5125550142, '512-555-0143', never, never, null, null, 'end']]);
});

test('repeated cells and rows are what they say; blank ones up to the end allocate nothing', async () => {
  const rows =
    row(
      '<table:table-cell table:number-columns-repeated="2"/>' +
        cell('office:value-type="float" office:value="5125550142" table:number-columns-repeated="2"') +
        '<table:table-cell table:number-columns-repeated="16380"/>',
      'table:number-rows-repeated="3"',
    ) +
    row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1000000"') +
    `<table:table-header-rows>${row(`<table:covered-table-cell table:number-columns-repeated="2"/>${number('7')}`)}</table:table-header-rows>` +
    row('<table:table-cell/>', 'table:number-rows-repeated="48573"');
  expect(await cellsOf(rows)).toEqual(
    [
      ...[1, 2, 3].map((at) => [at, undefined, undefined, 5125550142, 5125550142]),
      [1_000_004, undefined, undefined, 7],
    ].map((cells) => cells.map((it) => it ?? null)),
  );
});

test('a phone repeated 30,000 times is read 30,000 times', async () => {
  const rows = row(text('Phone')) + row(number('5125550142'), 'table:number-rows-repeated="30000"');
  const read = await rowsOf(file(rows));
  expect(read).toHaveLength(30_000);
  expect(read.at(-1)).toEqual({ row: 30_001, cells: [5125550142] });
});

test('a merged cell’s value stands in its first cell, what it covers is read too', async () => {
  const covered = '<table:covered-table-cell office:value-type="float" office:value="5125550143"/>';
  const rows = row(
    cell('table:number-columns-spanned="2" office:value-type="string"', '<text:p>512-555-0142</text:p>') +
      covered +
      '<table:covered-table-cell/>',
  );
  expect(await cellsOf(rows)).toEqual([[1, '512-555-0142', 5125550143]]);
});

test('sheets are told in the order of their tabs, hidden ones as such; tables elsewhere are none', async () => {
  const hidden =
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>';
  const sheets =
    table(row(number('2125550199')), 'table:name="Old" table:style-name="ta2"') +
    table(
      `<table:shapes><draw:frame><table:table table:name="Drawn">${row(number('2125550198'))}</table:table></draw:frame></table:shapes>${row(text('Phone'))}${row(number('5125550142'))}`,
    ) +
    table(row(number('1')), `table:name="'file:///x.ods'#$A" table:style-name="ta_extref"`) +
    `<table:dde-links><table:dde-link>${table(row(number('1')), 'table:name="Link"')}</table:dde-link></table:dde-links>`;
  const path = write(openDocument({ body: sheets, styles: hidden, mimetype: false }));
  expect((await opened(path)).kind === 'xlsx' && (await opened(path))).toMatchObject({
    sheets: [
      { name: 'Old', hidden: true },
      { name: 'List', hidden: false },
    ],
  });
  expect(await layoutOf(path)).toMatchObject({ sheet: 'List' });
  expect(await rowsOf(path)).toEqual([{ row: 2, cells: [5125550142] }]);
});

test('other prefixes than the usual ones are understood', async () => {
  const xml = `<?xml version="1.0"?><o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:b="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:spreadsheet><b:table b:name="A"><b:table-row><b:table-cell b:number-columns-repeated="2"/><b:table-cell o:value-type="float" o:value="5125550142"/></b:table-row></b:table></o:spreadsheet></o:body></o:document-content>`;
  expect((await rowsOf(write(openDocument({ body: xml }))))[0]).toEqual({
    row: 1,
    cells: [null, null, 5125550142],
  });
});

const long = (chars: number) => text('x'.repeat(chars));

test.each([
  [
    'a repeated row of long texts',
    row(long(30_000), 'table:number-rows-repeated="1048576"'),
    'unpacks to more',
  ],
  [
    'a long text repeated in a row',
    row(
      cell(
        'office:value-type="string" table:number-columns-repeated="1000"',
        `<text:p>${'x'.repeat(30_000)}</text:p>`,
      ),
    ),
    'unpacks to more',
  ],
  [
    'a value far to the right',
    row('<table:table-cell table:number-columns-repeated="16383"/>' + number('1')),
    'Row 1 has a value in column 16384',
  ],
  [
    'a value repeated far to the right',
    row(cell('office:value-type="float" office:value="1" table:number-columns-repeated="16384"')),
    'Row 1 has a value in column 16384',
  ],
  [
    'rows beyond the last',
    row('', 'table:number-rows-repeated="1048576"') + row(number('5125550142')),
    'more than 1,048,576 rows',
  ],
  ['XML that breaks off', row(number('1')) + '<table:table-row>', 'damaged'],
  [
    'a document type',
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    'document type',
  ],
  ['no spreadsheet in it', '<?xml version="1.0"?><document-content/>', 'without a spreadsheet'],
])('%s is refused in plain words', async (_, rows, words) => {
  const body = rows.startsWith('<?xml') ? rows : table(rows);
  expect(await problemOf(write(openDocument({ body })))).toContain(words);
});

test('one with a password is refused as such', async () => {
  const manifest = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
  expect(await problemOf(write(openDocument({ body: table(row(number('1'))), manifest })))).toContain(
    'protected with a password',
  );
});
