import 'server-only';
import { FileProblem, TooManyColumns } from './file-problem';
import { LIMITS } from './limits';

/** How a text file separates and wraps its cells. An empty delimiter: each line is one cell. */
export type Dialect = {
  delimiter: string;
  quote: '"' | "'" | null;
  /** Whether a quotation mark inside a quoted cell may also stand behind a backslash. */
  backslash: boolean;
};

/** Quoted text longer than this is no cell but a quotation mark that nobody closed. */
const MAX_QUOTED = 1_000_000;
const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const BACKSLASH = 92;

/**
 * Reads records from text that comes in pieces; every character is looked at once. `row` counts records
 * from 1 as a spreadsheet does: blank lines count, line breaks inside quotes do not. CR, LF and CRLF each
 * end a record. A lone quotation mark inside a quoted cell is text, unless it looks like the opening of
 * another cell: then the first one was never closed, and rather than swallow rows it throws FileProblem.
 *
 * Not papaparse: that reads a quoted cell again from its start with every piece, so that one stray
 * quotation mark makes a large file quadratic, and it knows one kind of line end a file.
 * @param width cells of a whole record, where that is known
 */
export function csvRecords(
  dialect: Dialect,
  onRecord: (row: number, cells: string[]) => void,
  width = 0,
): { push: (text: string) => void; end: () => void } {
  const delimiter = dialect.delimiter ? dialect.delimiter.charCodeAt(0) : -1;
  const quote = dialect.quote ? dialect.quote.charCodeAt(0) : -1;
  const escape = dialect.backslash ? BACKSLASH : -1;
  // Bundlers make each look at an import a call.
  const { cellChars, columns: mostColumns } = LIMITS;

  let reading = plain;
  let row = 1;
  let cells: string[] = [];
  let cell = '';
  let isFresh = true;
  let expectLineFeed = false;
  let quotedChars = 0;
  let lastQuoted = 0;
  let blanks = '';
  let spansLines = false;
  let holdsDelimiter = false;

  return { push, end };

  function push(text: string) {
    let at = 0;
    if (expectLineFeed && text.length > 0) {
      expectLineFeed = false;
      if (text.charCodeAt(0) === LF) at = 1;
    }
    while (at < text.length) at = reading(text, at);
  }

  function end() {
    if (reading === quoted || reading === escaped) throw neverClosed();
    if (cells.length === 0 && cell === '' && isFresh) return;
    endCell();
    endRecord();
  }

  function plain(text: string, start: number): number {
    let at = start;
    if (isFresh) {
      while (text.charCodeAt(at) === SPACE) at++;
      if (at < text.length) {
        isFresh = false;
        if (text.charCodeAt(at) === quote) return openQuote(at + 1);
      }
    }
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== delimiter && code !== LF && code !== CR) continue;
      add(text.slice(start, at));
      endCell();
      if (code === delimiter) return at + 1;
      endRecord();
      if (code === LF) return at + 1;
      expectLineFeed = at + 1 === text.length;
      return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
    }
    add(text.slice(start));
    return at;
  }

  function openQuote(at: number): number {
    cell = '';
    quotedChars = 0;
    reading = quoted;
    return at;
  }

  function quoted(text: string, start: number): number {
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote || code === escape) {
        keep(text.slice(start, at));
        blanks = '';
        reading = code === quote ? afterQuote : escaped;
        return at + 1;
      }
      if (code === LF || code === CR) spansLines = true;
      else if (code === delimiter) holdsDelimiter = true;
    }
    keep(text.slice(start));
    return text.length;
  }

  function escaped(text: string, at: number): number {
    const code = text.charCodeAt(at);
    keep(code === quote || code === escape ? text[at]! : `\\${text[at]}`);
    reading = quoted;
    return at + 1;
  }

  function afterQuote(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === LF || code === CR) reading = plain;
    else if (code === quote && blanks === '') {
      keep(text[at]!);
      reading = quoted;
      return at + 1;
    } else if (code === SPACE || code === TAB) {
      blanks += text[at];
      return at + 1;
    } else if (quotedChars === 0) {
      add(blanks);
      reading = plain;
    } else {
      if (lastQuoted === delimiter || lastQuoted === LF || lastQuoted === CR) throw neverClosed();
      keep(dialect.quote + blanks);
      reading = quoted;
    }
    return at;
  }

  function keep(piece: string) {
    if (piece === '') return;
    quotedChars += piece.length;
    if (quotedChars > MAX_QUOTED) throw neverClosed();
    lastQuoted = piece.charCodeAt(piece.length - 1);
    add(piece);
  }

  function add(piece: string) {
    if (cell.length >= cellChars) return;
    cell += piece;
    if (cell.length > cellChars) cell = cell.slice(0, cellChars);
  }

  function endCell() {
    if (cells.push(cell) > mostColumns) {
      const most = mostColumns.toLocaleString('en-US');
      throw new TooManyColumns(
        `Row ${row} has more than ${most} columns. Put each row on a line of its own.`,
      );
    }
    cell = '';
    isFresh = true;
    reading = plain;
  }

  function endRecord() {
    if (spansLines && holdsDelimiter && cells.length < width) throw neverClosed();
    onRecord(row++, cells);
    cells = [];
    spansLines = holdsDelimiter = false;
  }

  function neverClosed() {
    return new FileProblem(
      `Row ${row} has a quotation mark that is never closed, so the rows after it can’t be told apart. Mend that row and upload again.`,
    );
  }
}
