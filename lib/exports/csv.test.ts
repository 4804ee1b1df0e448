import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csv } from './csv';
import type { Cells } from './table';

const columns = [
  { name: 'Phone Number', width: 20 },
  { name: 'Note', width: 40 },
];

async function written(...batches: Cells[][]): Promise<string> {
  const rows = new ReadableStream<Cells[]>({
    pull(controller) {
      const batch = batches.shift();
      if (batch) controller.enqueue(batch);
      else controller.close();
    },
  });
  const bytes = await new Response(rows.pipeThrough(csv(columns))).arrayBuffer();
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

test('Excel reads it as UTF-8: a byte order mark, the names, each row ended by CRLF', async () => {
  expect(await written([['(512) 555-0142', 'José']], [['(512) 555-0143', '']])).toBe(
    '\ufeffPhone Number,Note\r\n(512) 555-0142,José\r\n(512) 555-0143,\r\n',
  );
});

test('an empty table is its names', async () => {
  expect(await written()).toBe('\ufeffPhone Number,Note\r\n');
  expect(await written([])).toBe('\ufeffPhone Number,Note\r\n');
});

test.each([
  ['=1+1'],
  ['+1'],
  ['-1'],
  ['@SUM(A1)'],
  ['\ttabbed'],
  ['  =HYPERLINK("http://example.com")'],
  ['"=1+1'],
  [`'=1+1`],
  [`" '=1+1`],
  ['\u00a0=1+1'],
  ['\u200b=1+1'],
  ['\ufeff=1+1'],
  ['＝1+1'],
  ['＋1'],
  ['－1'],
  ['＠SUM(A1)'],
  ['\u22121'],
])('a spreadsheet does not run %j', async (cell) => {
  const [, row] = Papa.parse<string[]>((await written([['', cell]])).slice(1)).data;
  expect(row?.[1]).toBe(`'${cell}`);
});

test.each([
  ['x;=HYPERLINK("http://example.com");', `x;'=HYPERLINK("http://example.com");`],
  ['x; " @A1;-1', `x;' " @A1;'-1`],
  ['two\r\n=1+1\n\n＝2', `two\r\n'=1+1\n\n'＝2`],
  ['a\t+1', `a\t'+1`],
  ['\t=1+1', `'\t'=1+1`],
  ['\r=1+1', `'\r'=1+1`],
  ['\n=1+1', `'\n'=1+1`],
  ['\n'.repeat(200_000), `'${'\n'.repeat(200_000)}`],
])('nor what stands in %j where it parts cells elsewhere', async (cell, safe) => {
  const [, row] = Papa.parse<string[]>((await written([['', cell]])).slice(1), { delimiter: ',' }).data;
  expect(row?.[1]).toBe(safe);
});

test.each([
  ['(512) 555-0142'],
  ['a; b - c'],
  ['(+44) 20 7946 0958'],
  ['2026-11-22T16:15:02-06:00'],
  ['A = B'],
  ['O’Hara-Smith'],
  ['Upload · =x.csv'],
])('%j stays as it is', async (cell) =>
  expect(await written([[cell, '']])).toBe(`\ufeffPhone Number,Note\r\n${cell},\r\n`),
);

test('delimiters, quotation marks and line breaks read back as they were', async () => {
  const notes = ['a,b', 'say "no"', 'two\r\nlines', ' blanks ', '"', 'a;b\tc', '٣ 日本 🙂'];
  const rows = notes.map((note) => ['(512) 555-0142', note]);
  const read = Papa.parse<string[]>((await written(rows)).slice(1), { skipEmptyLines: true }).data;
  expect(read.slice(1)).toEqual(rows);
});
