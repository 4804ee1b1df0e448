import 'server-only';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Country, E164 } from '@/db/vocabulary';
import { cellText, type Cell, type Row } from '@/lib/files/cells';
import { readPhonesBeside } from '@/lib/files/codes-beside';
import { detectedColumns, type DetectedColumn } from '@/lib/files/detect-columns';
import { detectLayout } from '@/lib/files/detect';
import { FileProblem } from '@/lib/files/file-problem';
import { openFile } from '@/lib/files/open-file';
import { readRows } from '@/lib/files/read-rows';
import { isBlank } from '@/lib/phone';

/** One number of a file: read, or why not. */
export type Listed = { input: string; phone: E164 | null; reason: string | null };

const ROWS_A_BREATH = 250;
/** So much is kept of what is no phone. */
export const LONGEST_INPUT = 200;

/**
 * The numbers in the phone columns of a file, in its order and in batches, and the names of those columns.
 * Throws FileProblem where it can't be read; workbooks are read in the killable child.
 */
export async function eachListed(
  path: string,
  fileName: string,
  country: Country,
): Promise<{ columns: string[]; batches: AsyncGenerator<Listed[]> }> {
  const opened = await openFile(path, fileName);
  if (!opened.ok) throw new FileProblem(opened.problem);
  const detected = await detectLayout(opened.file, country);
  if (!detected.ok) throw new FileProblem(detected.problem);
  const all = detectedColumns(detected.layout);
  const columns = all.filter(({ role }) => role === 'phone');
  if (columns.length === 0) throw new FileProblem('No column of this file holds phone numbers.');
  const nameOf = (index: number) => all.find((column) => column.index === index)?.name ?? '';
  const read = (row: Row) => readRow(row, columns, nameOf, country);
  return {
    columns: columns.map(({ name }) => name),
    batches: inBatches(readRows(opened.file, detected.layout), read),
  };
}

async function* inBatches(
  batches: AsyncGenerator<Row[]>,
  read: (row: Row) => Listed[],
): AsyncGenerator<Listed[]> {
  for await (const rows of batches) {
    const listed: Listed[] = [];
    for (const [i, row] of rows.entries()) {
      if (i % ROWS_A_BREATH === 0) await breathe();
      listed.push(...read(row));
    }
    yield listed;
  }
}

const readRow = (
  { cells }: Row,
  columns: DetectedColumn[],
  nameOf: (index: number) => string,
  country: Country,
): Listed[] =>
  columns
    .filter(({ index }) => !isBlank(phoneText(cells[index])))
    .flatMap((column) =>
      readPhonesBeside(phoneText(cells[column.index]), cells, column, nameOf, country).map(
        (read): Listed => ({
          input: read.value.slice(0, LONGEST_INPUT),
          phone: read.ok ? read.phone : null,
          reason: read.ok ? null : read.problem,
        }),
      ),
    );

const phoneText = (cell: Cell | undefined): string | number =>
  typeof cell === 'number' ? cell : cellText(cell);
