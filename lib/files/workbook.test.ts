import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, expect, test, vi } from 'vitest';
import { utils, write as writeBook, type WorkBook, type WorkSheet } from 'xlsx';
import { detectLayout } from './detect';
import { layoutOf, opened, problemOf, removeFiles, rolesOf, rowsOf, US, workbook, write } from './test-files';
import { readRows } from './read-rows';

afterAll(removeFiles);

const childrenAlive = () => process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length;
const noChildIsLeft = () => vi.waitFor(() => expect(childrenAlive()).toBe(0), 5_000);

const cell = (ref: string, value: string, attributes = '') =>
  `<c r="${ref}" ${attributes}><v>${value}</v></c>`;
const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
const PHONES = `<row r="1">${text('A1', 'Phone')}</row><row r="2">${cell('A2', '5125550142')}</row>`;

function book(sheets: Array<[name: string, WorkSheet]>, props: WorkBook['Workbook'] = {}): string {
  const made = utils.book_new();
  for (const [name, sheet] of sheets) utils.book_append_sheet(made, sheet, name);
  made.Workbook = { ...made.Workbook, ...props };
  return write(writeBook(made, { type: 'buffer', bookType: 'xlsx', bookSST: true }) as Uint8Array);
}

test('another program’s workbook: shared texts, floats, formulas, booleans, errors, dates, merged cells', async () => {
  const sheet = utils.aoa_to_sheet([
    ['Phone', 'Since', 'Checked', 'Sum', 'Note'],
    [5125550142, null, true, null, 'Zoë'],
  ]);
  sheet.B2 = { t: 'n', v: 42435.75, z: 'm/d/yyyy' };
  sheet.D2 = { t: 'n', v: 5125550143, f: 'A2+1' };
  sheet.A3 = { t: 'str', v: '512-555-0144', f: 'TEXT(1,"x")' };
  sheet.B3 = { t: 'n', v: 0.5, z: 'h:mm' };
  sheet.E3 = { t: 'e', v: 0x2a };
  sheet.A4 = { t: 'n', v: 5125550145.0, z: '0.00E+00' };
  sheet['!ref'] = 'A1:E4';
  sheet['!merges'] = [utils.decode_range('A4:B4')];
  expect((await rowsOf(book([['List', sheet]]))).map(({ row, cells }) => [row, ...cells])).toEqual([
    [2, 5125550142, { date: '2016-03-06' }, true, 5125550143, 'Zoë'],
    [3, '512-555-0144', 0.5, null, null, '#N/A'],
    [4, 5125550145],
  ]);
});

test('dates count from 1900 or from 1904, as the workbook says', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="[$-409]d\\-mmm\\-yy;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>';
  const sheet = `<row>${cell('A1', '5125550142')}${cell('B1', '42435', 's="1"')}${cell('C1', '1', 's="2"')}${cell('D1', '42435', 's="0"')}</row>`;
  const in1904 =
    '<workbook><workbookPr date1904="1"/><sheets><sheet name="Sheet1" r:id="r1"/></sheets></workbook>';
  expect((await rowsOf(write(workbook({ sheet, styles }))))[0]!.cells).toEqual([
    5125550142,
    { date: '2016-03-06' },
    { date: '1900-01-01' },
    42435,
  ]);
  expect((await rowsOf(write(workbook({ sheet, styles, book: in1904 }))))[0]!.cells).toEqual([
    5125550142,
    { date: '2020-03-07' },
    { date: '1904-01-02' },
    42435,
  ]);
});

test('a phone in a cell formatted as a date stays the number it is', async () => {
  const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
  const sheet = `<row>${cell('A1', '5125550142', 's="0"')}</row>`;
  expect((await rowsOf(write(workbook({ sheet, styles }))))[0]!.cells).toEqual([5125550142]);
});

test('a formula without a result is no blank cell; an empty text is a result', async () => {
  const formula = (inside: string, attributes = '') => `<c ${attributes}><f>A1&amp;B1</f>${inside}</c>`;
  const sheet = `<row><c><v>5125550142</v></c>${formula('')}${formula('<v></v>')}${formula('<v/>', 't="str"')}${formula('', 't="str"')}${formula('<v>0</v>')}${formula('<v>7</v>')}<c><f t="shared" si="0"/></c></row>`;
  const never = { formula: '=A1&B1' };
  expect((await rowsOf(write(workbook({ sheet }))))[0]!.cells).toEqual([
    5125550142,
    never,
    never,
    null,
    never,
    0,
    7,
    { formula: '=' },
  ]);
  const book =
    '<workbook><sheets><sheet name="Sheet1" r:id="r1"/></sheets><calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>';
  expect((await rowsOf(write(workbook({ sheet, book }))))[0]!.cells.slice(5, 7)).toEqual([never, 7]);
});

test('rich texts are joined, their pronunciation left out, escapes undone, prefixes and missing references understood', async () => {
  const strings =
    '<si><r><t>512-</t></r><r><t xml:space="preserve">555-0142 </t></r><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>a_x000D_b</t></si>';
  const sheet =
    '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c/><c t="str"><v>y</v></c></row><row r="5"><c r="B5"><v>1</v></c><c><v>2</v></c></row>';
  expect(await rowsOf(write(workbook({ sheet, strings })))).toEqual([
    { row: 1, cells: ['512-555-0142 ', 'a\rb', null, 'y'] },
    { row: 5, cells: [null, 1, 2] },
  ]);
  const prefixed = workbook({
    sheet:
      '<?xml version="1.0"?><x:worksheet xmlns:x="y"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5125550142</x:v></x:c></x:row></x:sheetData></x:worksheet>',
  });
  expect(await rowsOf(write(prefixed))).toEqual([{ row: 1, cells: [5125550142] }]);
});

test('the first visible sheet with phones is read; an empty one, a cover and a hidden one are not', async () => {
  const sheets: Array<[string, WorkSheet]> = [
    ['Empty', utils.aoa_to_sheet([])],
    ['Secret', utils.aoa_to_sheet([['Phone'], [2125550199]])],
    ['Read me', utils.aoa_to_sheet([['This is our list.']])],
    ['List', utils.aoa_to_sheet([['Phone'], [5125550142]])],
  ];
  const file = book(sheets, { Sheets: [{}, { Hidden: 1 }, {}, {}] });
  expect(await layoutOf(file)).toMatchObject({ sheet: 'List' });
  expect(await problemOf(book(sheets.slice(0, 2), { Sheets: [{}, { Hidden: 2 }] }))).toContain(
    'visible sheets',
  );
});

test('a lying dimension hides no row', async () => {
  const rows = Array.from(
    { length: 5_000 },
    (_, i) => `<row r="${i + 1}">${cell(`A${i + 1}`, '5125550142')}</row>`,
  );
  expect(await rowsOf(write(workbook({ sheet: rows.join('') })))).toHaveLength(5_000);
});

const MANY = Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`x/${i}`, new Uint8Array()]));
const BOMB = new Uint8Array(80 * 1024 * 1024);

test.each([
  [
    'a bomb of 80 MB in 80 KB',
    () => workbook({ sheet: PHONES, extra: { 'xl/media/x': BOMB } }),
    'unpacks to more',
  ],
  [
    'a bomb whose directory lies',
    () => lying(workbook({ sheet: PHONES + ' '.repeat(30_000_000) })),
    'damaged',
  ],
  ['a bomb of one long text named by many cells', () => repeated(), 'unpacks to more'],
  ['12,000 packed files', () => workbook({ sheet: PHONES, extra: MANY }), '12,004 packed files'],
  [
    'a document type',
    () => workbook({ sheet: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>` }),
    'document type',
  ],
  [
    'a cell at XFD1048576',
    () => workbook({ sheet: `${PHONES}<row r="1048576">${cell('XFD1048576', '1')}</row>` }),
    'Row 1048576 has a value in column 16384',
  ],
  ['a row below the last', () => workbook({ sheet: '<row r="1048577"><c><v>1</v></c></row>' }), 'damaged'],
  ['missing shared texts', () => workbook({ sheet: '<row><c t="s"><v>0</v></c></row>' }), 'damaged'],
  [
    'a shared text beyond the last',
    () => workbook({ sheet: '<row><c t="s"><v>7</v></c></row>', strings: '<si><t>a</t></si>' }),
    'damaged',
  ],
  [
    'XML that breaks off',
    () => workbook({ sheet: '<?xml version="1.0"?><worksheet><sheetData><row>' }),
    'damaged',
  ],
  [
    'a text without end',
    () => workbook({ sheet: `<?xml version="1.0"?><worksheet>${'x'.repeat(5_000_000)}</worksheet>` }),
    'damaged',
  ],
  ['a truncated file', () => workbook({ sheet: PHONES }).slice(0, -200), 'incomplete'],
  ['a sheet with a wrong checksum', () => changed(workbook({ sheet: PHONES })), 'damaged'],
  [
    'no part for the sheet',
    () => workbook({ sheet: PHONES, book: '<workbook><sheets/></workbook>' }),
    'no rows',
  ],
])('%s is refused in plain words, and leaves no process behind', async (_, content, words) => {
  expect(await problemOf(write(content()))).toContain(words);
  await noChildIsLeft();
});

test('a reader that stops early leaves no process behind', async () => {
  const rows = Array.from(
    { length: 50_000 },
    (_, i) => `<row r="${i + 1}">${cell(`A${i + 1}`, '5125550142')}</row>`,
  );
  const file = await opened(write(workbook({ sheet: rows.join('') })));
  const detected = await detectLayout(file, US);
  if (!detected.ok) throw new Error(detected.problem);
  for await (const batch of readRows(file, detected.layout)) {
    expect(batch.length).toBeGreaterThan(0);
    expect(childrenAlive()).toBe(1);
    break;
  }
  await noChildIsLeft();
});

test('the child ends when its parent does, also while it waits to be read', async () => {
  const child = spawn(process.execPath, [path.join(process.cwd(), 'lib/files/workbook/child.mjs')], {
    env: {} as NodeJS.ProcessEnv,
  });
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([1, null]);
});

/** Its directory declares a hundredth of what the sheet unpacks to. */
function lying(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1)) {
    const size = bytes.readUInt32LE(at + 24);
    if (size > 1_000_000) bytes.writeUInt32LE(Math.floor(size / 100), at + 24);
  }
  return bytes;
}

function repeated(): Uint8Array {
  const sheet = `<row>${'<c t="s"><v>0</v></c>'.repeat(900)}</row>`.repeat(3);
  return workbook({ sheet, strings: `<si><t>${'x'.repeat(32_000)}</t></si>` });
}

/** The sheet no longer has the checksum that the directory declares. */
function changed(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  const directory = bytes.indexOf('PK\x01\x02');
  const sheet = bytes.indexOf('xl/worksheets/sheet1.xml', directory);
  const checksum = sheet - 46 + 16;
  bytes.writeUInt32LE((bytes.readUInt32LE(checksum) ^ 1) >>> 0, checksum);
  return bytes;
}

test('names and numbers of a large shared table come out whole', async () => {
  const strings = Array.from({ length: 70_000 }, (_, i) => `<si><t>Zoë ${i}</t></si>`).join('');
  const sheet = Array.from(
    { length: 70_000 },
    (_, i) => `<row r="${i + 1}"><c><v>5125550142</v></c><c t="s"><v>${i}</v></c></row>`,
  );
  const file = write(workbook({ sheet: sheet.join(''), strings }));
  const rows = await rowsOf(file);
  expect(rows).toHaveLength(70_000);
  expect(rows.every(({ row, cells }) => cells[1] === `Zoë ${row - 1}`)).toBe(true);
  expect(rolesOf(await layoutOf(file))).toEqual({ 'Column A': 'phone', 'Column B': 'other' });
});

test('a workbook of more sheets than anybody keeps is refused, one of a thousand is not', async () => {
  const sheets = (count: number) =>
    `<workbook><sheets>${Array.from({ length: count }, (_, i) => `<sheet name="S${i}" sheetId="${i + 1}" r:id="r1"/>`).join('')}</sheets></workbook>`;
  const sheet = `<row r="1">${text('A1', 'Phone')}</row><row r="2">${cell('A2', '5125550142')}</row>`;
  expect(await problemOf(write(workbook({ sheet, book: sheets(1_001) })))).toContain('1,001 sheets');
  expect((await opened(write(workbook({ sheet, book: sheets(1_000) })))).kind).toBe('xlsx');
});

/** A workbook that has to be in memory whole, with more parts in it. */
function binaryBook(extra: Record<string, Uint8Array> = {}): Uint8Array {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet([['Phone'], [5125550142]]), 'List');
  const parts = unzipSync(writeBook(made, { type: 'buffer', bookType: 'xlsb' }) as Uint8Array);
  return zipSync({ ...parts, ...extra });
}

/** 15 MB of which the directory says that they are 1,000 bytes. */
function lyingAbout(name: string): string {
  const bytes = Buffer.from(binaryBook({ [name]: new Uint8Array(15_000_000) }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(15_000_000);
  bytes.writeUInt32LE(1_000, bytes.lastIndexOf(size));
  return write(bytes);
}

test('a part that is larger than the directory of a binary workbook says is not unpacked', async () => {
  expect(await rowsOf(write(binaryBook()))).toMatchObject([{ cells: [5125550142] }]);
  expect(await problemOf(lyingAbout('xl/worksheets/binaryIndex9.bin'))).toContain('damaged');
  // Of what holds no rows nothing is unpacked, whatever is said of it.
  expect(await rowsOf(lyingAbout('xl/media/image1.jpg'))).toMatchObject([{ cells: [5125550142] }]);
});

test('a binary workbook that unpacks to more than 200 MB is refused, though each part is small', async () => {
  const part = new Uint8Array(15_000_000);
  const extra = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`xl/part${i}.bin`, part]));
  expect(await problemOf(write(binaryBook(extra)))).toContain('unpacks to more than we read');
});
