import 'server-only';
import Papa from 'papaparse';
import { FORMULA } from './safe-cell';
import type { Cells, Column } from './table';

/**
 * Writes a table as CSV: UTF-8 with the byte order mark that Excel looks for, CRLF, a row of names first.
 * A cell that a spreadsheet would run gets an apostrophe before it.
 */
export function csv(columns: readonly Column[]): TransformStream<Cells[], Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new TransformStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\ufeff${linesOf([columns.map(({ name }) => name)])}`));
    },
    transform(rows, controller) {
      if (rows.length > 0) controller.enqueue(encoder.encode(linesOf(rows)));
    },
  });
}

const NEWLINE = '\r\n';
const linesOf = (rows: Cells[]) =>
  Papa.unparse(rows, { newline: NEWLINE, escapeFormulae: FORMULA }) + NEWLINE;
