import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Country } from '@/db/vocabulary';
import { readingOf, readRow } from './read-row';
import { detectLayout } from '@/lib/files/detect';
import { openFile } from '@/lib/files/open-file';
import { readRows } from '@/lib/files/read-rows';

const FOLDER = path.join(import.meta.dirname, '../../e2e/fixtures/formats');
const US = 'US' as Country;

async function read(file: string, chosen = {}) {
  const opened = await openFile(file, path.basename(file));
  if (!opened.ok) throw new Error(opened.problem);
  const detected = await detectLayout(opened.file, US, chosen);
  if (!detected.ok) throw new Error(detected.problem);
  const reading = readingOf(detected.layout);
  const phones = [];
  for await (const rows of readRows(opened.file, detected.layout))
    for (const row of rows) phones.push(...readRow(row, reading, US, '2026-11-24'));
  return { layout: detected.layout, phones };
}

const problemOf = async (bytes: Uint8Array, name = 'file.xls') => {
  const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'opt-out-formats-')), name);
  await writeFile(file, bytes);
  const opened = await openFile(file, name);
  if (!opened.ok) return opened.problem;
  const detected = await detectLayout(opened.file, US);
  return detected.ok ? null : detected.problem;
};

describe.each([
  ['table.xlsx', 'openpyxl', false],
  ['office.xlsx', 'LibreOffice', true],
  ['table.xlsm', 'openpyxl', false],
  ['table.xls', 'xlwt', null],
  ['office.xls', 'LibreOffice', true],
  ['table.ods', 'LibreOffice', true],
  ['table.xlsb', 'SheetJS', true],
] as const)('%s, made by %s', (name, _, isCalculated) => {
  const file = path.join(FOLDER, name);

  test('reads the same: raw values, dates, ticks, blank rows, and never a formula', async () => {
    const { layout, phones } = await read(file);
    expect(layout).toMatchObject({ sheet: 'Stop list', headerRow: 2 });
    expect(
      phones
        .slice(0, 5)
        .map(({ row, phone, askedOn, asks, remark }) => [row, phone, askedOn, asks?.text, remark]),
    ).toEqual([
      [3, '+15125550101', '2024-03-09', true, '0042'],
      [4, '+15125550102', '2016-02-29', false, '=1+1'],
      [6, '+15125550103', null, undefined, 'Ärger, "quoted"'],
      [7, '+15125550104', '1999-12-31', true, null],
      [8, '+442079460958', null, true, 'abroad'],
    ]);
    // A formula counts by its last result; where it never had one, its row says so.
    const last = isCalculated
      ? { row: 9, phone: '+15125550105' }
      : { row: 9, phone: null, note: expect.stringContaining('never calculated') as unknown };
    expect(phones.slice(5)).toMatchObject(isCalculated === null ? [] : [last]);
  });

  test('tells hidden sheets, and reads one that is asked for', async () => {
    const { layout, phones } = await read(file, { sheet: 'Internal' });
    expect(layout).toMatchObject({
      sheets: [
        { name: 'Internal', hidden: true },
        { name: 'Stop list', hidden: false },
      ],
    });
    expect(phones.map(({ phone }) => phone)).toEqual(['+15125550199']);
  });

  test('cut off anywhere it is refused in words, or read as far as it is whole', async () => {
    const bytes = await readFile(file);
    for (const part of [0.3, 0.6, 0.9]) {
      const problem = await problemOf(bytes.subarray(0, Math.floor(bytes.length * part)), name);
      if (problem !== null) expect(problem).toMatch(/\.$/);
    }
  });
});

test('random bytes behind the mark of an old workbook are refused in words', async () => {
  const bytes = Buffer.alloc(40_000, 0x5a);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  expect(await problemOf(bytes)).toMatch(/workbook|damaged/i);
});
