import 'server-only';
import type { Cell, Row } from './cells';
import { declaredDelimiter } from './csv-dialect';
import { csvRecords } from './csv-records';
import { eachText } from './encoding';
import { FileProblem } from './file-problem';
import type { CsvSource, Layout } from './layout';
import { LIMITS } from './limits';
import type { OpenFile } from './open-file';
import { eachSheetBatch } from './read-workbook';
import { inFirstListsOrder } from './second-list';

const BATCH_ROWS = 4_000;

/**
 * The rows of content in batches of a few thousand, read as they are asked for; rows with nothing in
 * any cell are left out. Moves `file.progress()`. Throws FileProblem where the file turns out unreadable.
 */
export async function* readRows(file: OpenFile, layout: Layout): AsyncGenerator<Row[]> {
  let read = 0;
  file.progress = () => read;
  const batches =
    layout.kind === 'csv'
      ? eachCsvBatch(file, layout, (bytes) => (read += bytes / file.bytes))
      : eachWorkbookBatch(file, layout.sheet, (fraction) => (read = fraction));
  const inOrder = inFirstListsOrder(layout);
  for await (const batch of batches) {
    const rows = batch.filter(({ row }) => row >= layout.firstRow).map(inOrder);
    if (rows.length > 0) yield rows;
  }
  read = 1;
}

/** Rows of a text file from its first on. What stands above the content counts towards no limit. */
export async function* eachCsvBatch(
  file: OpenFile,
  source: CsvSource & { firstRow?: number },
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  let count = 0;
  const { firstRow = 0 } = source;
  const records = csvRecords(
    source,
    (row, cells) => {
      if (cells.every(isBlank)) return;
      if (row >= firstRow && ++count > LIMITS.textRows) throw tooManyRows();
      rows.push({ row, cells: cells.map(orNull) });
    },
    source.width,
  );
  let isFirst = true;
  for await (const text of eachText(file.path, source.encoding, onBytes)) {
    records.push(isFirst ? withoutDeclaration(text) : text);
    isFirst = false;
    yield* inBatches(rows);
    rows = [];
  }
  records.end();
  yield* inBatches(rows);
}

/** Rows of one sheet from its first on. */
export async function* eachWorkbookBatch(
  file: OpenFile,
  sheet: string,
  onProgress: (fraction: number) => void = () => {},
  atMost?: number,
): AsyncGenerator<Row[]> {
  const isWhole = file.kind === 'xlsx' && file.isWhole;
  for await (const { rows, read, hiddenColumns = [] } of eachSheetBatch({
    path: file.path,
    isWhole,
    sheet,
    atMost,
  })) {
    onProgress(read);
    if (file.kind === 'xlsx') file.hiddenColumns = hiddenColumns;
    yield rows
      .map(([row, cells, isHidden]): Row => (isHidden ? { row, cells, isHidden } : { row, cells }))
      .filter(({ cells }) => !cells.every(isBlank));
  }
}

function* inBatches(rows: Row[]) {
  for (let from = 0; from < rows.length; from += BATCH_ROWS) yield rows.slice(from, from + BATCH_ROWS);
}

const isBlank = (cell: Cell) => cell === null || (typeof cell === 'string' && cell.trim() === '');
const orNull = (cell: string) => cell || null;
const withoutDeclaration = (text: string) => text.slice(declaredDelimiter(text)?.line.length ?? 0);

const tooManyRows = () =>
  new FileProblem(
    `This file has more than ${LIMITS.textRows.toLocaleString('en-US')} rows. Split it into parts.`,
  );
