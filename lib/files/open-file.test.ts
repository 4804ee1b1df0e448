import { ftruncateSync, openSync, closeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { utils, write as writeBook } from 'xlsx';
import { openFile } from './open-file';
import { problemOf, removeFiles, workbook, write } from './test-files';

afterAll(removeFiles);

function written(bookType: 'xlsx' | 'xls' | 'xlsb' | 'ods'): Uint8Array {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet([['Phone'], [5125550142]]), 'A');
  return writeBook(made, { type: 'buffer', bookType });
}

test('content decides what a file is, whatever its name says', async () => {
  const sheet = await openFile(write(written('xlsx')), 'list.csv');
  expect(sheet).toMatchObject({ ok: true, file: { kind: 'xlsx', sheets: [{ name: 'A', hidden: false }] } });
  const text = await openFile(write('Phone\n5125550142\n'), 'list.xlsx');
  expect(text).toMatchObject({ ok: true, file: { kind: 'csv', encoding: 'utf-8' } });
});

test.each([
  ['a Word document', () => zipSync({ 'word/document.xml': strToU8('<w/>') }), 'This is a Word document'],
  [
    'a zip of something else',
    () => zipSync({ 'list.csv': strToU8('5125550142') }),
    'zip archive without a workbook',
  ],
  ['a web page named .xls', () => strToU8('\n<html><table><tr><td>5125550142'), 'web page or XML'],
  ['an XML spreadsheet', () => strToU8('<?xml version="1.0"?><Workbook/>'), 'web page or XML'],
  ['a PDF', () => strToU8('%PDF-1.7'), 'This is a PDF'],
  ['random bytes', () => randomBytes(5_000), 'not text and not a workbook'],
  ['nothing but zeros', () => new Uint8Array(5_000), 'not text and not a workbook'],
  ['an empty file', () => new Uint8Array(0), 'This file is empty'],
  ['blank lines', () => strToU8('\n\n  \n'), 'This file has no rows'],
  ['a workbook without rows', () => workbook({}), 'This workbook has no rows'],
])('%s is refused in plain words', async (_, content, words) => {
  expect(await problemOf(write(content()))).toContain(words);
});

test('a workbook with a password and a text document are told from an old workbook by their streams', async () => {
  expect(await problemOf(write(oleWith('EncryptedPackage')))).toContain('protected with a password');
  expect(await problemOf(write(oleWith('Workbook')))).toContain('damaged or incomplete');
  expect(await problemOf(write(oleWith('WordDocument')))).toContain('without a workbook');
});

test('more than 200 MB of text and 50 MB of workbook are refused before they are read', async () => {
  expect(await problemOf(grown(write('5125550142\n'.repeat(7_000)), 201))).toContain(
    '201 MB; text files may have 200 MB',
  );
  const cut = written('xlsx');
  const big = new Uint8Array(51 * 1024 * 1024);
  big.set(cut.subarray(0, 2_000));
  big.set(cut, big.length - cut.length);
  expect(await problemOf(write(big))).toContain('51 MB; workbooks may have 50 MB');
});

function oleWith(stream: string): Uint8Array {
  const bytes = Buffer.alloc(4_096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  bytes.write(stream, 1_024 + 128, 'utf16le');
  return bytes;
}

function grown(file: string, megabytes: number): string {
  const handle = openSync(file, 'r+');
  ftruncateSync(handle, megabytes * 1024 * 1024);
  closeSync(handle);
  return file;
}
