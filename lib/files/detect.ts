import 'server-only';
import type { Country } from '@/db/vocabulary';
import type { Cell, Row } from './cells';
import { applyChosen } from './apply-chosen';
import type { Chosen } from './chosen';
import { detectDialect } from './csv-dialect';
import { detectColumns } from './detect-columns';
import { eachText, type Encoding } from './encoding';
import { FileProblem, orProblem, type Unreadable } from './file-problem';
import { withCodes } from './find-codes';
import { findHeaderRow, isBarePhone } from './header-row';
import type { Column, CsvSource, Layout } from './layout';
import type { OpenFile } from './open-file';
import { eachCsvBatch, eachWorkbookBatch } from './read-rows';
import { withRounding } from './rounded-numbers';
import { inFirstListsOrder } from './second-list';

const SAMPLE_ROWS = 2_000;
/** Of wide rows fewer are enough. */
const SAMPLE_ROWS_CHARS = 16_000_000;
const SAMPLE_CHARS = 64 * 1024;
const SAMPLE_SHEETS = 20;
const LONGEST_NAME = 200;

/**
 * How to read a file: its dialect or sheet, where its rows begin, what each column holds. Judged by the
 * first 2,000 rows, of wide ones by fewer. What a person has chosen is kept, the rest is detected around it. A layout without a
 * phone column is possible: then the file shows none.
 */
export function detectLayout(
  file: OpenFile,
  country: Country,
  chosen: Chosen = {},
): Promise<{ ok: true; layout: Layout } | Unreadable> {
  return orProblem(async () => ({
    ok: true as const,
    layout: await (file.kind === 'csv'
      ? detectCsv(file, country, chosen)
      : detectWorkbook(file, country, chosen)),
  }));
}

async function detectCsv(
  file: OpenFile & { kind: 'csv' },
  country: Country,
  chosen: Chosen,
): Promise<Layout> {
  const encoding = chosen.encoding ?? file.encoding;
  const dialect = detectDialect(await sampleText(file.path, encoding), chosen.delimiter);
  const source: CsvSource = { kind: 'csv', encoding, width: 0, ...dialect };
  const rows = await sampleRows(eachCsvBatch(file, source));
  if (rows.length === 0) throw new FileProblem('This file has no rows.');
  return { ...source, width: usualWidth(rows), ...(await understand(rows, country, chosen)) };
}

async function detectWorkbook(
  file: OpenFile & { kind: 'xlsx' },
  country: Country,
  chosen: Chosen,
): Promise<Layout> {
  const { sheets } = file;
  if (chosen.sheet !== undefined && !sheets.some(({ name }) => name === chosen.sheet)) {
    const names = sheets.map(({ name }) => `“${name}”`).join(', ');
    throw new FileProblem(`This workbook has no sheet “${chosen.sheet}”. Its sheets are ${names}.`);
  }
  const wanted = sheets.filter(({ name, hidden }) =>
    chosen.sheet === undefined ? !hidden : name === chosen.sheet,
  );
  let withRows: Layout | null = null;
  for (const { name: sheet } of wanted.slice(0, SAMPLE_SHEETS)) {
    const rows = await sampleRows(eachWorkbookBatch(file, sheet, undefined, SAMPLE_ROWS));
    if (rows.length === 0) continue;
    const understood = await understand(rows, country, chosen);
    const columns = understood.columns.map((column) =>
      isHidden(file, column) ? { ...column, isHidden: true } : column,
    );
    const layout: Layout = { kind: 'xlsx', sheet, sheets, ...understood, columns };
    if (layout.columns.some(({ role }) => role === 'phone')) return layout;
    withRows ??= layout;
  }
  if (withRows) return withRows;
  throw new FileProblem(
    sheets.some(({ hidden }) => hidden)
      ? 'This workbook has no rows in its visible sheets. Show the hidden sheet in Excel, save, and upload it again.'
      : 'This workbook has no rows.',
  );
}

const isHidden = ({ hiddenColumns = [] }: OpenFile & { kind: 'xlsx' }, { index }: Column) =>
  hiddenColumns.some(([first, last]) => index + 1 >= first && index < last);

async function understand(rows: Row[], country: Country, chosen: Chosen) {
  const header = await headerOf(rows, country, chosen);
  const firstRow = header ? header.row + 1 : rows[0]!.row;
  const headerRow = header?.row ?? null;
  const content = rows.filter(({ row }) => row >= firstRow);
  const columns = await detectColumns(header, content, country);
  // Judged once more where a second list stands below in another order.
  const inOrder = content.map(inFirstListsOrder({ headerRow, columns }));
  const isMoved = inOrder.some((row, i) => row !== content[i]);
  const detected = isMoved ? await detectColumns(header, inOrder, country) : columns;
  const above = rows.filter(({ row }) => row < firstRow && row !== headerRow);
  const missed = phonesAbove(above, detected, country);
  return {
    headerRow,
    firstRow,
    columns: withRounding(
      withCodes(applyChosen(detected, chosen, inOrder, country), inOrder, country),
      inOrder,
    ),
    ...(missed.length > 0 && { missed }),
  };
}

/** Rows above the column names that hold a phone: nobody reads them, so whoever looks at the upload is told. */
function phonesAbove(above: Row[], columns: Column[], country: Country): NonNullable<Layout['missed']> {
  const counts = new Map<string, number>();
  for (const { cells } of above) {
    const at = cells.findIndex((cell) => isBarePhone(cell, country));
    if (at < 0) continue;
    const name = columns[at]?.name ?? `column ${at + 1}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([column, rows]) => ({ column: `${column}, above the column names`, rows }));
}

async function headerOf(rows: Row[], country: Country, { headerRow }: Chosen): Promise<Row | null> {
  if (headerRow === undefined) return findHeaderRow(rows, country);
  if (headerRow === null) return null;
  const header = rows.find(({ row }) => row === headerRow);
  if (!header)
    throw new FileProblem(`Row ${headerRow} of this file is blank, so it can’t hold the column names.`);
  return { ...header, cells: header.cells.map(asName) };
}

const asName = (cell: Cell): Cell => (typeof cell === 'string' ? cell.slice(0, LONGEST_NAME) : cell);

async function sampleText(path: string, encoding: Encoding): Promise<string> {
  let sample = '';
  for await (const text of eachText(path, encoding)) {
    sample += text;
    if (sample.length > SAMPLE_CHARS) return sample.slice(0, lastLineEnd(sample.slice(0, SAMPLE_CHARS)));
  }
  return sample;
}

const lastLineEnd = (text: string) =>
  Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1 || text.length;

async function sampleRows(batches: AsyncGenerator<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  let chars = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      rows.push(row);
      for (const cell of row.cells) chars += typeof cell === 'string' ? cell.length : 1;
      if (rows.length >= SAMPLE_ROWS || chars >= SAMPLE_ROWS_CHARS) return rows;
    }
  }
  return rows;
}

/** How many cells most rows have. */
function usualWidth(rows: Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}
