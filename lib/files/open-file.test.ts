import { ftruncateSync, openSync, closeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { CFB, utils, write as writeBook } from 'xlsx';
import { cellText } from './cells';
import { openFile } from './open-file';
import { layoutOf, problemOf, removeFiles, rolesOf, rowsOf, workbook, write } from './test-files';

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
  ['contact cards', () => strToU8('BEGIN:VCARD\nTEL:512-555-0142\nEND:VCARD\n'), 'contact cards (vCard)'],
  ['20,000 columns', () => strToU8(`Phone${',x'.repeat(20_000)}\n5125550142\n`), 'more than 1,000 columns'],
  [
    'a quotation mark before 20 MB',
    () => strToU8(`Phone,Note\n5125550142,"${'x\n'.repeat(10_000_000)}`),
    'Row 2 has a quotation mark that is never closed',
  ],
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

test('an old workbook with a password is refused as such', async () => {
  const container = CFB.read(Buffer.from(written('xls')), { type: 'buffer' });
  const entry = CFB.find(container, '/Workbook')!;
  const stream = Buffer.from(entry.content as Uint8Array);
  const start = 4 + stream.readUInt16LE(2);
  // FilePass, RC4: version, type, salt, verifiers.
  const filePass = Buffer.concat([Buffer.from('2f003600010001000100', 'hex'), randomBytes(48)]);
  entry.content = Buffer.concat([stream.subarray(0, start), filePass, stream.subarray(start)]);
  entry.size = entry.content.length;
  const bytes = CFB.write(container, { type: 'buffer' }) as Uint8Array;
  expect(await problemOf(write(bytes))).toContain('protected with a password');
});

test('a cell of 20 MB is cut where a cell ends, and the rows around it are whole', async () => {
  const file = write(`Phone,Note\n5125550142,${'x'.repeat(20_000_000)}\n5125550143,a\n`);
  const rows = await rowsOf(file);
  expect(rows.map(({ cells }) => [cells[0], cellText(cells[1]).length])).toEqual([
    ['5125550142', 32_767],
    ['5125550143', 1],
  ]);
});

test('a file of column names alone has its columns and no rows', async () => {
  const file = write('Name,Phone\n');
  expect(rolesOf(await layoutOf(file))).toEqual({ Name: 'other', Phone: 'phone' });
  expect(await rowsOf(file)).toEqual([]);
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
