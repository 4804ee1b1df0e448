import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { read, utils, type WorkBook } from 'xlsx';
import type { Cells } from './table';
import { xlsx } from './xlsx';

const columns = [
  { name: 'Phone Number', width: 20 },
  { name: 'Note', width: 40 },
];

async function written(rows: Cells[], mostRows?: number): Promise<Uint8Array> {
  const table = new ReadableStream<Cells[]>({
    start(controller) {
      for (let from = 0; from < rows.length; from += 3) controller.enqueue(rows.slice(from, from + 3));
      controller.close();
    },
  });
  const book = table.pipeThrough(xlsx(columns, { title: 'Opt-outs', mostRows }));
  return new Uint8Array(await new Response(book).arrayBuffer());
}

const rowsOf = (book: WorkBook, sheet = 'Opt-outs') =>
  utils.sheet_to_json<string[]>(book.Sheets[sheet]!, { header: 1, defval: '', blankrows: true });

test('every cell reads back as the text it was', async () => {
  const notes = [
    '=1+1',
    '@SUM(A1)',
    '00123',
    'a < b & "c" > d, fish &amp; chips',
    ' blanks ',
    'two\nlines',
    'a bell \u0007, a form feed \f and \ufffe',
    'a literal _x000D_ and _X0041_',
    '٣ 日本 🙂',
    '',
  ];
  const rows = notes.map((note) => ['(512) 555-0142', note]);
  expect(rowsOf(read(await written(rows)))).toEqual([['Phone Number', 'Note'], ...rows]);
});

test('a line break of any kind is the line break of a cell', async () => {
  const rows = rowsOf(read(await written([['', 'one\r\ntwo\rthree\nfour']])));
  expect(rows[1]).toEqual(['', 'one\ntwo\nthree\nfour']);
});

test('no cell is a formula, a number or a date', async () => {
  const book = read(
    await written([
      ['5125550142', '=1+1'],
      ['2026-01-31', '1e9'],
    ]),
    { cellFormula: true, cellNF: true },
  );
  const cells = Object.entries(book.Sheets['Opt-outs']!).filter(([at]) => !at.startsWith('!'));
  expect(cells).toHaveLength(6);
  for (const [, cell] of cells) expect(cell).toMatchObject({ t: 's' });
  for (const [, cell] of cells) expect(cell).not.toHaveProperty('f');
});

test('what does not fit on a sheet goes on the next, under the names again', async () => {
  const rows = Array.from({ length: 11 }, (_, n) => [`(512) 555-01${10 + n}`, '']);
  const book = read(await written(rows, 4));
  expect(book.SheetNames).toEqual(['Opt-outs', 'Opt-outs 2', 'Opt-outs 3']);
  const sheets = book.SheetNames.map((name) => rowsOf(book, name));
  expect(sheets.map((sheet) => sheet.length)).toEqual([5, 5, 4]);
  for (const sheet of sheets) expect(sheet[0]).toEqual(['Phone Number', 'Note']);
  expect(sheets.flatMap((sheet) => sheet.slice(1))).toEqual(rows);
});

test('a full sheet is not followed by an empty one', async () => {
  const rows = Array.from({ length: 4 }, (_, n) => [`(512) 555-010${n}`, '']);
  expect(read(await written(rows, 4)).SheetNames).toEqual(['Opt-outs']);
});

test('an empty table is its names', async () => {
  expect(rowsOf(read(await written([])))).toEqual([['Phone Number', 'Note']]);
});

test('the names are bold in a frozen row with filters over all rows', async () => {
  const files = unzipSync(await written([['(512) 555-0142', '']]));
  const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml']);
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(sheet).toContain('<autoFilter ref="A1:B2"/>');
  expect(sheet).toContain('<c r="A1" s="2"');
});

test('a text longer than a cell can hold is cut, not refused', async () => {
  const [, row] = rowsOf(read(await written([['', 'x'.repeat(40_000)]])));
  expect(row?.[1]).toHaveLength(32_767);
});
