import { afterAll, expect, test } from 'vitest';
import { layoutOf, openDocument, removeFiles, rowsOf, US, workbook, write } from '@/lib/files/test-files';
import { describeLayout } from './describe-layout';
import { readingOf, readRow } from './read-row';

afterAll(removeFiles);

const HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>Phone</t></is></c></row>';

/** The phone that is read of a number under a number format, or why it is refused. */
async function read(number: string, format: string) {
  const code = format.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const file = write(
    workbook({
      sheet: `${HEADER}<row r="2"><c r="A2" s="1"><v>${number}</v></c></row>`,
      styles: `<numFmts><numFmt numFmtId="170" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>`,
    }),
  );
  const layout = await layoutOf(file);
  const [phone] = (await rowsOf(file, layout)).flatMap((row) =>
    readRow(row, readingOf(layout), US, '2026-11-25'),
  );
  return phone!.phone ?? phone!.note;
}

test.each(['"+52 "0', '\\+\\5\\2\\ 0', '+52 0', '"512-"000\\-0000', '0" 7"'])(
  'a number under the format %s is refused: the sheet shows other digits than it holds',
  async (format) => {
    expect(await read('5512345678', format)).toContain('Its format shows');
  },
);

test.each([
  '0',
  'General',
  '(000) 000-0000',
  '[<=9999999]###-####;(###) ###-####',
  '0.00E+00',
  '#,##0_);[Red](#,##0)',
  '+1 (000) 000-0000',
  '"+1 "0',
  '0;"5"0',
])('a number under the format %s is the one that the sheet holds', async (format) => {
  expect(await read('5125550142', format)).toBe('+15125550142');
});

test('rows that a filter hides are read, and known as hidden', async () => {
  const row = (n: number, more = '') => `<row r="${n}"${more}><c r="A${n}"><v>512555014${n}</v></c></row>`;
  const file = write(workbook({ sheet: HEADER + row(2) + row(3, ' hidden="1"') + row(4, ' hidden="0"') }));
  expect((await rowsOf(file)).map(({ row, isHidden }) => [row, isHidden])).toEqual([
    [2, undefined],
    [3, true],
    [4, undefined],
  ]);
});

test('so are those of an OpenDocument', async () => {
  const row = (text: string, more = '') =>
    `<table:table-row${more}><table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell></table:table-row>`;
  const rows =
    row('Phone') +
    row('5125550142', ' table:visibility="filter"') +
    row('5125550143', ' table:visibility="collapse"') +
    row('5125550144');
  const file = write(openDocument({ body: `<table:table table:name="Sheet1">${rows}</table:table>` }));
  expect((await rowsOf(file)).map(({ isHidden }) => isHidden)).toEqual([true, true, undefined]);
});

test('a hidden column is read like the others, and known as hidden', async () => {
  const sheet = `<?xml version="1.0"?><worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1">${['Phone', 'Old phone', 'City', 'Notes'].map((name, i) => `<c r="${'ABCD'[i]}1" t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row><row r="2"><c r="A2"><v>5125550142</v></c><c r="B2"><v>5125550143</v></c></row></sheetData></worksheet>`;
  const layout = await layoutOf(write(workbook({ sheet })));
  expect(layout.columns.map(({ role, isHidden }) => [role, isHidden])).toEqual([
    ['phone', undefined],
    ['phone', true],
    ['other', true],
    ['note', undefined],
  ]);
  expect(describeLayout(layout)).toContain('phones in “Phone” and “Old phone” (hidden)');
});
