import 'server-only';
import { archive, type ArchiveFile } from './archive';
import type { Cells, Column } from './table';
import * as xml from './xlsx-parts';

/** A sheet holds 1,048,576 rows, and the names stand in one. */
const MOST_ROWS = 1_048_575;

type Options = {
  /** Of the sheet; the second one is "Title 2". */
  title: string;
  mostRows?: number;
};

/**
 * Writes a table as a workbook whose cells are all text: nothing in it can run, and no phone turns into a
 * number. The names stand bold in a frozen row with filters; what does not fit on a sheet goes on the next.
 */
export function xlsx(
  columns: readonly Column[],
  { title, mostRows = MOST_ROWS }: Options,
): TransformStream<Cells[], Uint8Array<ArrayBuffer>> {
  const book = archive();
  const sheets: string[] = [];
  let sheet: Sheet;
  const nextSheet = () => {
    sheets.push(sheets.length === 0 ? title : `${title} ${sheets.length + 1}`);
    return openSheet(book.open(xml.sheetPath(sheets.length)), columns, sheets.length === 1);
  };
  return new TransformStream({
    async start() {
      sheet = await nextSheet();
    },
    async transform(rows, controller) {
      for (let from = 0; from < rows.length;) {
        if (sheet.rows === mostRows) {
          await sheet.end();
          sheet = await nextSheet();
        }
        const to = Math.min(rows.length, from + mostRows - sheet.rows);
        await sheet.write(rows.slice(from, to));
        from = to;
      }
      for (const bytes of book.take()) controller.enqueue(bytes);
    },
    async flush(controller) {
      await sheet.end();
      for (const [path, text] of xml.partsOf(sheets)) await writeWhole(book.open(path), text);
      book.end();
      for (const bytes of book.take()) controller.enqueue(bytes);
    },
  });
}

type Sheet = { readonly rows: number; write: (rows: Cells[]) => Promise<void>; end: () => Promise<void> };

async function openSheet(file: ArchiveFile, columns: readonly Column[], isFirst: boolean): Promise<Sheet> {
  let rows = 0;
  await file.write(xml.sheetStart(columns, isFirst));
  return {
    get rows() {
      return rows;
    },
    async write(more) {
      const first = rows + 2;
      rows += more.length;
      await file.write(more.map((cells, n) => xml.row(first + n, cells)).join(''));
    },
    async end() {
      await file.write(xml.sheetEnd(columns.length, rows + 1));
      await file.end();
    },
  };
}

async function writeWhole(file: ArchiveFile, text: string) {
  await file.write(text);
  await file.end();
}
