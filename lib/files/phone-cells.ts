import 'server-only';
import { isBlank } from '@/lib/phone';
import { phoneName } from './column-names';
import { declaredDelimiter, detectDialect } from './csv-dialect';
import { csvRecords, type Dialect } from './csv-records';
import { wideEncoding } from './encoding';
import { FileProblem, orProblem, type Unreadable } from './file-problem';
import { nameWords } from './name-words';

/** So much is looked at before the first cell is given out. */
const HEAD_BYTES = 64 * 1024;
const BATCH = 5_000;

type Source = {
  /** `lines`: unless its first line names a phone column, each line is a cell, commas and all. */
  kind: 'csv' | 'lines';
  /** As the sender says; absent: by its mark, else UTF-8. */
  charset?: string;
};

/** Where the phones stand; `header` is the number of the record with the names, 0 where there is none. */
type Place = { dialect: Dialect; column: number; header: number; width: number };

/**
 * The cells of a list's phone column, in order and in batches, read as they are asked for: the column named
 * "phone", or the only one. An empty line is no cell; an empty cell beside others is one. The batches throw
 * FileProblem where the rest can't be told apart.
 */
export function readPhoneCells(
  bytes: ReadableStream<Uint8Array>,
  source: Source,
): Promise<{ ok: true; batches: AsyncGenerator<string[]> } | Unreadable> {
  return orProblem(async () => {
    const chunks = bytes[Symbol.asyncIterator]();
    const head = await readHead(chunks);
    const decoder = new TextDecoder(source.charset ?? wideEncoding(head.subarray(0, 1024)) ?? 'utf-8');
    const opening = clean(decoder.decode(head, { stream: true }));
    const declared = declaredDelimiter(opening)?.line ?? '';
    const place = findPlace(opening.slice(declared.length), opening, source.kind);
    return { ok: true as const, batches: eachBatch(place, opening.slice(declared.length), chunks, decoder) };
  });
}

async function readHead(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for (let bytes = 0; bytes < HEAD_BYTES;) {
    const { value, done } = await chunks.next();
    if (done) break;
    read.push(value);
    bytes += value.length;
  }
  return Buffer.concat(read);
}

function findPlace(text: string, opening: string, kind: Source['kind']): Place {
  const dialect = detectDialect(opening);
  const first = firstRecord(text, dialect);
  const lines: Dialect = { delimiter: '', quote: kind === 'lines' ? null : dialect.quote, backslash: false };
  if (first && isHeader(first.cells)) {
    const width = first.cells.length;
    return {
      // Below a single name, what divides a line divides two phones, and neither may be lost.
      dialect: width === 1 ? lines : dialect,
      column: phoneColumn(first.cells),
      header: first.row,
      width,
    };
  }
  if (kind === 'lines' || !first || first.cells.length === 1) {
    return { dialect: lines, column: 0, header: 0, width: 0 };
  }
  throw new FileProblem('Name the column that holds the phones: its header must be “phone”.');
}

/** A name has few digits: "Cell: 512-555-0142" is a phone, and has its verdict like any other. */
const isHeader = (cells: string[]) =>
  cells.some((cell) => isPhoneName(cell) && countDigits(cell) < 5) &&
  cells.every((cell) => countDigits(cell) < 7);

const isPhoneName = (cell: string) => phoneName(cell) === 'phone';
const countDigits = (cell: string) => cell.match(/\p{Nd}/gu)?.length ?? 0;

function phoneColumn(names: string[]): number {
  const exact = names.findIndex((name) => nameWords(name) === 'phone');
  if (exact >= 0) return exact;
  const likely = names.flatMap((name, i) => (isPhoneName(name) ? [i] : []));
  if (likely.length === 1) return likely[0]!;
  throw new FileProblem('Several columns may hold the phones. Name the one that is meant “phone”.');
}

/** The first record with something in it. */
function firstRecord(text: string, dialect: Dialect): { row: number; cells: string[] } | null {
  let first: { row: number; cells: string[] } | null = null;
  const enough = new Error('enough');
  const records = csvRecords(dialect, (row, cells) => {
    if (cells.every(isBlank)) return;
    first = { row, cells };
    throw enough;
  });
  try {
    records.push(text);
    records.end();
  } catch (error) {
    if (error !== enough) throw error;
  }
  return first;
}

async function* eachBatch(
  { dialect, column, header, width }: Place,
  opening: string,
  chunks: AsyncIterator<Uint8Array>,
  decoder: TextDecoder,
): AsyncGenerator<string[]> {
  let cells: string[] = [];
  const records = csvRecords(
    dialect,
    (row, record) => {
      if (row <= header || (record.length === 1 && isBlank(record[0]))) return;
      cells.push(record[column] ?? '');
    },
    width,
  );
  try {
    records.push(opening);
    for (;;) {
      while (cells.length >= BATCH) {
        yield cells.slice(0, BATCH);
        cells = cells.slice(BATCH);
      }
      const { value, done } = await chunks.next();
      if (done) break;
      records.push(clean(decoder.decode(value, { stream: true })));
    }
    records.push(clean(decoder.decode()));
    records.end();
    if (cells.length > 0) yield cells;
  } finally {
    // Whoever stops reading early wants no more of the list.
    await chunks.return?.();
  }
}

/** Dialers pad with NUL, and Ctrl-Z ends files of DOS. */
const clean = (text: string) => text.replaceAll('\0', ' ').replaceAll('\x1a', ' ');
