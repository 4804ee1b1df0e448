import { open, readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import * as sheetjs from 'xlsx';
import { openArchive } from './archive.mjs';
import { serialToDate, showsDate } from './dates.mjs';
import { neverCalculated } from './formula.mjs';
import { literalsOf } from './literals.mjs';
import { formulasWithoutResult } from './old-formulas.mjs';
import { DAMAGED, PASSWORD, Problem, refuseTooManySheets, TOO_BIG } from './problem.mjs';
import { MAX_COLUMNS, tooFarRight } from './sheet.mjs';
import { plainText } from './text.mjs';

/** The sheets in the order of their tabs. */
export async function listSheetsWhole(path) {
  const book = await readWhole(path, { sheetRows: 1 });
  refuseTooManySheets(book.SheetNames.length);
  return book.SheetNames.map((name, i) => ({ name, hidden: Boolean(book.Workbook?.Sheets?.[i]?.Hidden) }));
}

/**
 * Each row of a sheet that holds anything, `onRow(number, cells, isHidden)`: raw values and never what a cell shows,
 * the last result of formulas, dates as `{ date }`; a merged cell's value stands in its first cell.
 */
export async function eachRowWhole(path, name, atMost, onRow) {
  const book = await readWhole(path, {
    sheets: name,
    ...(Number.isFinite(atMost) && { sheetRows: atMost + 1_000 }),
  });
  if (!book.SheetNames.includes(name)) throw new Problem(`This workbook has no sheet “${name}”.`);
  const date1904 = Boolean(book.Workbook?.WBProps?.date1904);
  // Holes are passed over: a lone cell far below allocates nothing between.
  const rows = book.Sheets[name]?.['!data'] ?? [];
  const looks = book.Sheets[name]?.['!rows'] ?? [];
  const unknown = await formulasOf(path, book.SheetNames.indexOf(name));
  for (const index of Object.keys(rows)) {
    const cells = [];
    for (const column of Object.keys(rows[index] ?? {})) {
      const value = unknown?.has(`${index}:${column}`)
        ? neverCalculated('')
        : valueOf(rows[index][column], date1904);
      if (value === null) continue;
      if (Number(column) >= MAX_COLUMNS) throw new Problem(tooFarRight(Number(index) + 1, Number(column)));
      cells[column] = value;
    }
    if (cells.length > 0) await onRow(Number(index) + 1, cells, Boolean(looks[index]?.hidden));
  }
}

/** Those of an .xls that were never calculated. */
async function formulasOf(path, sheet) {
  return (await startsWith(path, OLE)) ? formulasWithoutResult(await readFile(path))[sheet] : undefined;
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

/** Of a format that has to be in memory whole, so much is unpacked. */
const MAX_UNPACKED = 200 * 1024 ** 2;

async function readWhole(path, options) {
  const bytes = (await startsWith(path, ZIP)) ? await packedAnew(path) : await readFile(path);
  try {
    return sheetjs.read(bytes, {
      type: 'buffer',
      dense: true,
      cellDates: false,
      cellNF: true,
      cellText: false,
      cellFormula: false,
      cellHTML: false,
      ...options,
    });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Problem(
      /password-protected|Encryption scheme unsupported|ODS Encryption/i.test(String(error?.message))
        ? PASSWORD
        : DAMAGED,
    );
  }
}

/**
 * The archive as its directory says it is, without pictures: SheetJS believes what stands beside each part,
 * and unpacks it to its end, however much that is.
 */
async function packedAnew(path) {
  const archive = await openArchive(path);
  const wanted = archive.names.filter((name) => /\.(bin|xml|rels)$/i.test(name));
  if (wanted.reduce((sum, name) => sum + archive.size(name), 0) > MAX_UNPACKED) throw new Problem(TOO_BIG);
  const parts = {};
  for (const name of wanted) {
    const chunks = [];
    for await (const chunk of archive.chunks(name)) chunks.push(chunk);
    parts[name] = Buffer.concat(chunks);
  }
  return Buffer.from(zipSync(parts, { level: 0 }).buffer);
}

function valueOf(cell, date1904) {
  if (!cell || cell.v === undefined || cell.v === null || cell.t === 'z') return null;
  switch (cell.t) {
    case 'n': {
      const isDate = typeof cell.z === 'string' && showsDate(undefined, cell.z);
      const date = isDate && cell.v >= 1 ? serialToDate(cell.v, date1904) : null;
      if (date) return { date };
      const literals = typeof cell.z === 'string' ? literalsOf(cell.z) : '';
      return literals ? { number: cell.v, literals } : cell.v;
    }
    case 'd':
      return { date: new Date(cell.v).toISOString().slice(0, 10) };
    case 'b':
      return Boolean(cell.v);
    case 'e':
      return plainText(cell.w ?? '#N/A');
    default:
      return plainText(String(cell.v)) || null;
  }
}

async function startsWith(path, bytes) {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(bytes.length), 0, bytes.length, 0);
    return buffer.equals(Buffer.from(bytes));
  } finally {
    await file.close();
  }
}
