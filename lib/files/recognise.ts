import 'server-only';
import type { FileHandle } from 'node:fs/promises';
import { decodeAll, wideEncoding } from './encoding';

/** `isWhole`: a workbook in a format that can only be read whole, .xls or .xlsb. */
export type Recognised = { kind: 'csv' } | { kind: 'xlsx'; isWhole: boolean } | { problem: string };

const SAVE_AS = 'Open it and save it as .xlsx or .csv, and upload that file.';

/** What a file is, by its first bytes. Its name is not asked. */
export async function recognise(file: FileHandle, head: Buffer): Promise<Recognised> {
  if (head.length === 0) return { problem: 'This file is empty.' };
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')) return recogniseZip(file);
  if (startsWith(head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return recogniseOle(file, head);
  for (const [mark, what] of OTHERS)
    if (startsWith(head, mark)) return { problem: `This is ${what}. ${NEEDED}` };
  if (isMarkup(head)) return { problem: `This is a web page or XML, whatever its name says. ${SAVE_AS}` };
  if (/^\s*BEGIN:VCARD/i.test(head.toString('latin1', 0, 256)))
    return { problem: 'These are contact cards (vCard). Export the contacts as CSV, and upload that file.' };
  if (isBinary(head)) return { problem: `This file is not text and not a workbook. ${NEEDED}` };
  return { kind: 'csv' };
}

const NEEDED = 'Upload a CSV, text, Excel or OpenDocument file.';

const OTHERS: Array<[mark: string, what: string]> = [
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\x1f\x8b', 'a compressed file'],
  ['7z\xbc\xaf', 'a compressed file'],
  ['Rar!', 'a compressed file'],
  ['{\\rtf', 'a text document'],
  ['SQLite format 3', 'a database'],
];

const startsWith = (head: Buffer, mark: string) => head.toString('latin1', 0, mark.length) === mark;

/** The names in a zip's directory stand at its end. */
async function recogniseZip(file: FileHandle): Promise<Recognised> {
  const { size } = await file.stat();
  const start = await bytesAt(file, 0, 4_096);
  const end = await bytesAt(file, Math.max(0, size - 256 * 1024), 256 * 1024);
  const names = start.toString('latin1') + end.toString('latin1');
  if (/xl[/\\]workbook\.xml/i.test(names)) return { kind: 'xlsx', isWhole: false };
  if (/xl[/\\]workbook\.bin/i.test(names)) return { kind: 'xlsx', isWhole: true };
  if (names.includes('opendocument.spreadsheet') || isOpenDocument(names))
    return { kind: 'xlsx', isWhole: false };
  if (names.includes('Index/') && names.includes('.iwa'))
    return { problem: `Numbers workbooks can’t be read. ${SAVE_AS}` };
  if (/word[/\\]document\.xml/i.test(names)) return { problem: `This is a Word document. ${NEEDED}` };
  if (end.includes('PK\x05\x06'))
    return {
      problem: `This is a zip archive without a workbook in it. Unpack it first, and upload the file inside.`,
    };
  return {
    problem:
      'This workbook is incomplete; perhaps its download broke off. Get it again, and upload that file.',
  };
}

/** Programs that pack it anew lose the place at the front where an OpenDocument says its kind. */
const isOpenDocument = (names: string) =>
  names.includes('content.xml') && names.includes('META-INF/manifest.xml');

/** The old container of Office: its directory names the streams, in UTF-16. */
async function recogniseOle(file: FileHandle, head: Buffer): Promise<Recognised> {
  const sector = 2 ** Math.min(head.readUInt16LE(30), 12);
  const directory = await bytesAt(file, (head.readUInt32LE(48) + 1) * sector, 16 * 1024);
  const has = (name: string) => directory.includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage') || has('EncryptionInfo')) {
    return {
      problem:
        'This workbook is protected with a password. Save it without the password, and upload that file.',
    };
  }
  if (has('Workbook') || has('Book')) return { kind: 'xlsx', isWhole: true };
  return { problem: `This is an old Office file without a workbook in it. ${NEEDED}` };
}

const isMarkup = (head: Buffer) =>
  /^\s*<(!doctype|html|head|body|table|meta|\?xml|script|style|div|!--|\w+:?Workbook)/i.test(
    head
      .subarray(0, 1_024)
      .toString('utf8')
      .replaceAll('\0', '')
      .replace(/^[\uFEFF\uFFFD]+/, ''),
  );

function isBinary(head: Buffer): boolean {
  const wide = wideEncoding(head);
  const text = wide ? decodeAll(head, wide) : head.toString('latin1');
  const control = count(text, (code) => (code > 0 && code < 9) || (code > 13 && code < 26));
  const zeros = count(text, (code) => code === 0);
  return (
    control > text.length / 50 || zeros > text.length / 3 || (control > text.length / 200 && zeros > control)
  );
}

function count(text: string, holds: (code: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < text.length; i++) if (holds(text.charCodeAt(i))) found++;
  return found;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
