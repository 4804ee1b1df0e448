import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, expect, test } from 'vitest';
import { ENCODINGS, type Encoding } from './encoding';
import type { Layout } from './layout';
import { layoutOf, opened, removeFiles, rowsOf, write } from './test-files';
import { readRows } from './read-rows';

afterAll(removeFiles);

const UPPER = ['€', 'Ž', 'é', '’'];
const inWindows1252 = new Map([
  ['€', 0x80],
  ['Ž', 0x8e],
  ['é', 0xe9],
  ['’', 0x92],
]);

function encode(text: string, encoding: Encoding, mark: boolean): Buffer {
  if (encoding === 'windows-1252') {
    return Buffer.from([...text].map((letter) => inWindows1252.get(letter) ?? letter.charCodeAt(0)));
  }
  const marked = mark ? `\uFEFF${text}` : text;
  const bytes = Buffer.from(marked, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

test('rows written by another program with any delimiter, quoting, line end and encoding read back the same', async () => {
  const unit = fc.constantFrom('a', '5', ' ', ',', ';', '\t', '|', '"', '\n', '\r\n', '\r', '+', ...UPPER);
  const table = fc.nat({ max: 4 }).chain((more) => {
    const width = more + 1;
    return fc.array(fc.array(fc.string({ unit, maxLength: 8 }), { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 8,
    });
  });
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      fc.constantFrom(...ENCODINGS),
      async (rows, delimiter, newline, quotes, encoding) => {
        const bytes = encode(Papa.unparse(rows, { delimiter, newline, quotes }), encoding, true);
        fc.pre(bytes.length > 0);
        const file = write(bytes);
        const layout: Layout = {
          kind: 'csv',
          encoding,
          delimiter,
          quote: '"',
          backslash: false,
          width: rows[0]!.length,
          headerRow: null,
          firstRow: 1,
          columns: [],
        };
        const expected = rows
          .map((cells, i) => ({ row: i + 1, cells: cells.map((cell) => cell || null) }))
          .filter(({ cells }) => cells.some((cell) => cell?.trim()));
        expect(await rowsOf(file, layout)).toEqual(expected);
      },
    ),
    { numRuns: 400 },
  );
});

const LIST = 'Name,Phone\r\nJosé,(512) 555-0142\r\n"O’Neil, Zoë",512.555.0143\r\n';
const LIST_ROWS = [
  { row: 2, cells: ['José', '(512) 555-0142'] },
  { row: 3, cells: ['O’Neil, Zoë', '512.555.0143'] },
];

test.each([
  ['UTF-8', 'utf8', false],
  ['UTF-8 with a mark', 'utf8', true],
  ['UTF-16 little-endian with a mark', 'utf16le', true],
  ['UTF-16 little-endian without one', 'utf16le', false],
  ['UTF-16 big-endian with a mark', 'be', true],
  ['UTF-16 big-endian without one', 'be', false],
] as const)('%s is recognised by its bytes', async (_, encoding, mark) => {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${LIST}`, encoding === 'utf8' ? 'utf8' : 'utf16le');
  expect(await rowsOf(write(encoding === 'be' ? bytes.swap16() : bytes))).toEqual(LIST_ROWS);
});

test('a letter of Windows-1252 that comes only in the last row is read right', async () => {
  const rows = Array.from({ length: 40_000 }, (_, i) => `Ann ${i},5125550142`).join('\n');
  const file = write(
    Buffer.concat([
      Buffer.from(`Name,Phone\n${rows}\nJos`),
      Buffer.from([0xe9]),
      Buffer.from(' \x93x\x94,5125550143\n', 'latin1'),
    ]),
  );
  expect((await rowsOf(file)).at(-1)).toEqual({ row: 40_002, cells: ['José “x”', '5125550143'] });
});

test('a file cut in the middle of a letter is still UTF-8', async () => {
  const bytes = Buffer.from('Name,Phone\nJosé,5125550142\nZoë,5125550143\nBjörn Müller,5125550144\nZoë');
  expect((await rowsOf(write(bytes.subarray(0, -1))))[0]!.cells[0]).toBe('José');
});

test('NUL bytes and the Ctrl-Z of DOS are blanks, so that nothing unstorable comes out', async () => {
  expect(await rowsOf(write('Phone;Name\r\n5125550142\0\0;Ann\r\n5125550143;Bob\r\n\x1a'))).toEqual([
    { row: 2, cells: ['5125550142  ', 'Ann'] },
    { row: 3, cells: ['5125550143', 'Bob'] },
  ]);
});

test('rows come in batches while they are asked for, and progress moves from 0 to 1', async () => {
  const file = await opened(write(Array.from({ length: 60_000 }, (_, i) => `5125550142,${i}`).join('\n')));
  const layout = await layoutOf(file.path);
  const seen: number[] = [file.progress()];
  let count = 0;
  for await (const rows of readRows(file, layout)) {
    expect(rows.length).toBeLessThanOrEqual(4_000);
    count += rows.length;
    seen.push(file.progress());
  }
  expect(count).toBe(60_000);
  expect(seen[0]).toBe(0);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(file.progress()).toBe(1);
});

test('300,000 rows leave the event loop free between batches', async () => {
  const file = await opened(write('5125550142\n'.repeat(300_000)));
  const layout = await layoutOf(file.path);
  let turns = 0;
  let running = true;
  const turn = () => {
    turns++;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  for await (const rows of readRows(file, layout)) void rows;
  running = false;
  expect(turns).toBeGreaterThan(20);
});
