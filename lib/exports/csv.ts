import 'server-only';
import { safeCell } from './safe-cell';
import type { Cells, Column } from './table';

/**
 * Writes a table as CSV: UTF-8 with the byte order mark that Excel looks for, CRLF, a row of names first.
 * A cell that a spreadsheet would run gets an apostrophe before it. Not papaparse: its care for every kind of
 * value takes longer than the database, and our cells are text.
 */
export function csv(columns: readonly Column[]): TransformStream<Cells[], Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const lineOf = lineWriter(columns);
  return new TransformStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\ufeff${lineOf(columns.map(({ name }) => name))}`));
    },
    transform(rows, controller) {
      if (rows.length === 0) return;
      let lines = '';
      for (const row of rows) lines += lineOf(row);
      controller.enqueue(encoder.encode(lines));
    },
  });
}

function lineWriter(columns: readonly Column[]): (cells: Cells) => string {
  const isOurs = columns.map((column) => column.isOurs ?? false);
  const write = remembering(written);
  return (cells) => {
    let line = '';
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      line += (i === 0 ? '' : ',') + (isOurs[i] || cell === '' ? cell : write(cell));
    }
    return `${line}\r\n`;
  };
}

const MOST_REMEMBERED = 2_000;

/** Sources, names and most notes come again and again, and looking at one takes longer than all else of a line. */
function remembering(write: (cell: string) => string): (cell: string) => string {
  const known = new Map<string, string>();
  return (cell) => {
    let text = known.get(cell);
    if (text === undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(cell, (text = write(cell)));
    }
    return text;
  };
}

/** In quotation marks where it holds what separates cells, or blanks that a reader might drop. */
function written(cell: string): string {
  const safe = safeCell(cell);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
