import { expect, test } from 'vitest';
import { FileProblem } from './file-problem';
import { readPhoneCells } from './phone-cells';

const streamOf = (...chunks: (string | Uint8Array)[]) =>
  new Blob(chunks as BlobPart[]).stream() as ReadableStream<Uint8Array>;

async function cells(text: string | Uint8Array, kind: 'csv' | 'lines' = 'csv', charset?: string) {
  const read = await readPhoneCells(streamOf(text), { kind, charset });
  if (!read.ok) return read.problem;
  const all: string[] = [];
  for await (const batch of read.batches) all.push(...batch);
  return all;
}

test.each([
  ['5125550101\n5125550102', ['5125550101', '5125550102']],
  ['5125550101\r\n\r\n  \r\n5125550102\r\n', ['5125550101', '5125550102']],
  ['phone\n5125550101\n', ['5125550101']],
  ['name;phone\nAna;5125550101\nBo;\n;;\nCy\n', ['5125550101', '', '', '']],
  ['work phone,phone\n1,2\n', ['2']],
  ['\ufeff"Phone Number","City"\n"512-555-0101","Austin, TX"\n', ['512-555-0101']],
  ['sep=;\nname;phone\nAna;5125550101\n', ['5125550101']],
  ['phone\r5125550101\r5125550102\r', ['5125550101', '5125550102']],
  ['Cell: 512-555-0142\nCell: 512-555-0143', ['Cell: 512-555-0142', 'Cell: 512-555-0143']],
  ['phone\n5125550142;5125550143\n5125550144;5125550145', ['5125550142;5125550143', '5125550144;5125550145']],
  ['', []],
  ['\n\n', []],
])('a list as CSV: %j', async (text, expected) => {
  expect(await cells(text)).toEqual(expected);
});

test.each([
  ['5125550101, 5125550102\n"5125550103\n', ['5125550101, 5125550102', '"5125550103']],
  ['name\tphone\nAna\t5125550101\n', ['5125550101']],
  ['Phone\n5125550101\n', ['5125550101']],
  ['Contact\n5125550101\n', ['Contact', '5125550101']],
  ['Cell: 512-555-0142\nCell: 512-555-0143', ['Cell: 512-555-0142', 'Cell: 512-555-0143']],
  ['512-555-0142 (mobile)\n512-555-0143', ['512-555-0142 (mobile)', '512-555-0143']],
  ['Cell: 555-01AB\n512-555-0143', ['Cell: 555-01AB', '512-555-0143']],
  ['phone ５１２ ５５５ ０１４２\n5125550143', ['phone ５１２ ５５５ ０１４２', '5125550143']],
  ['phone\n5125550142;5125550143\n5125550144;5125550145', ['5125550142;5125550143', '5125550144;5125550145']],
  ['phone\n"5125550142\n5125550143', ['"5125550142', '5125550143']],
])('a list as plain lines: %j', async (text, expected) => {
  expect(await cells(text, 'lines')).toEqual(expected);
});

test.each(['a,b\n1,2\n3,4\n', 'home phone,work phone\n5125550101,5125550102\n5125550103,5125550104\n'])(
  'where nobody can say which column holds the phones, it says so: %j',
  async (text) => {
    expect(await cells(text)).toContain('phone');
  },
);

test('UTF-16 is known by its mark, and another charset by its name', async () => {
  const wide = Buffer.from('\ufeffnäme,phone\nAna,5125550101\n', 'utf16le');
  expect(await cells(wide)).toEqual(['5125550101']);
  const western = Buffer.from('phone,näme\n512\xa0555 0101,Añ\n', 'latin1');
  expect(await cells(western, 'csv', 'windows-1252')).toEqual(['512\xa0555 0101']);
});

test('a quotation mark that is never closed breaks off instead of swallowing rows', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `x,${5125550000 + i}\n`).join('');
  const read = await readPhoneCells(streamOf('name,phone\n', rows, '"x,5125550101\n', rows), { kind: 'csv' });
  if (!read.ok) throw new Error(read.problem);
  let count = 0;
  const drain = async () => {
    for await (const batch of read.batches) count += batch.length;
  };
  await expect(drain()).rejects.toThrow(FileProblem);
  expect(count).toBeLessThanOrEqual(20_000);
});

test('a list is read only as far as it is asked for, and let go when nobody asks any more', async () => {
  let given = 0;
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        given += 1;
        controller.enqueue(new TextEncoder().encode('5125550101\n'.repeat(6_000)));
      },
      cancel: () => void (isCancelled = true),
    },
    { highWaterMark: 0 },
  );
  const read = await readPhoneCells(endless, { kind: 'lines' });
  if (!read.ok) throw new Error(read.problem);
  expect((await read.batches.next()).value).toHaveLength(5_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(given).toBeLessThanOrEqual(2);
  await read.batches.return(undefined);
  expect(isCancelled).toBe(true);
});

test.each([
  ['capitals', 'A'],
  ['capitals and small letters', 'Aa'],
  ['blanks', ' '],
  ['quotation marks', '" '],
  ['apostrophes', "' "],
])('a line of %s as long as all that is looked at keeps nobody waiting', async (_, part) => {
  const line = part.repeat(64_000 / part.length);
  expect(await cells(`${line}\n5125550142`, 'lines')).toContain('5125550142');
});
