import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Country } from '@/db/vocabulary';
import type { Row } from './cells';
import { detectLayout } from './detect';
import type { Chosen } from './chosen';
import type { Layout } from './layout';
import { openFile, type OpenFile } from './open-file';
import { readRows } from './read-rows';

/** Files for the tests of this folder, written to a folder that `removeFiles` takes away. */
const folder = mkdtempSync(path.join(tmpdir(), 'files-'));
let count = 0;

export const removeFiles = () => rmSync(folder, { recursive: true, force: true });

export const fixture = (name: string) => path.join(process.cwd(), 'e2e', 'fixtures', name);

export function write(content: string | Uint8Array): string {
  const file = path.join(folder, `${++count}`);
  writeFileSync(file, content);
  return file;
}

export const US = 'US' as Country;

export async function opened(file: string): Promise<OpenFile> {
  const answer = await openFile(file, path.basename(file));
  if (!answer.ok) throw new Error(answer.problem);
  return answer.file;
}

/** What is wrong with a file, found while opening it, detecting its layout or reading its rows. */
export async function problemOf(file: string): Promise<string> {
  const answer = await openFile(file, 'a file');
  if (!answer.ok) return answer.problem;
  const detected = await detectLayout(answer.file, US);
  if (!detected.ok) return detected.problem;
  try {
    for await (const rows of readRows(answer.file, detected.layout)) void rows;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The file was read without a problem');
}

export async function layoutOf(file: string | OpenFile, chosen?: Chosen): Promise<Layout> {
  const detected = await detectLayout(typeof file === 'string' ? await opened(file) : file, US, chosen);
  if (!detected.ok) throw new Error(detected.problem);
  return detected.layout;
}

export async function rowsOf(path: string, layout?: Layout): Promise<Row[]> {
  const rows: Row[] = [];
  const file = await opened(path);
  for await (const batch of readRows(file, layout ?? (await layoutOf(file)))) rows.push(...batch);
  return rows;
}

export const rolesOf = ({ columns }: Layout) =>
  Object.fromEntries(columns.map(({ name, role }) => [name, role]));

type Parts = {
  sheet?: string;
  strings?: string | null;
  styles?: string;
  book?: string;
  extra?: Record<string, Uint8Array>;
};

/** A workbook by hand: `sheet` is what stands in its sheetData. */
export function workbook({ sheet = '', strings = null, styles = '', book, extra = {} }: Parts): Uint8Array {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const parts: Record<string, string | null> = {
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml':
      book ?? `<workbook><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', 'sharedStrings.xml')}${relation('r3', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': sheet.startsWith('<?xml')
      ? sheet
      : `<worksheet><dimension ref="A1"/><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': strings === null ? null : `<sst>${strings}</sst>`,
    'xl/styles.xml': styles ? `<styleSheet>${styles}</styleSheet>` : null,
  };
  const present = Object.entries(parts).filter((part): part is [string, string] => part[1] !== null);
  return zipSync({ ...Object.fromEntries(present.map(([name, xml]) => [name, strToU8(xml)])), ...extra });
}

const XMLNS = ['office', 'table', 'text', 'style', 'draw']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

type DocumentParts = { body: string; styles?: string; manifest?: string; mimetype?: boolean };

/** An OpenDocument by hand: `body` is what stands in its spreadsheet. */
export function openDocument({ body, styles = '', manifest = '', mimetype = true }: DocumentParts) {
  const xml = body.startsWith('<?xml')
    ? body
    : `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${XMLNS}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`;
  return zipSync({
    ...(mimetype && { mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }),
    'META-INF/manifest.xml': strToU8(`<manifest:manifest>${manifest}</manifest:manifest>`),
    'content.xml': strToU8(xml),
  });
}
