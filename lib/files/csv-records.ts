import 'server-only';
import { FileProblem } from './file-problem';
import { LIMITS } from './limits';

/** How a text file separates and wraps its cells. An empty delimiter: each line is one cell. */
export type Dialect = {
  delimiter: string;
  quote: '"' | "'" | null;
  /** How a quotation mark is written inside a quoted cell: twice, or behind a backslash. */
  escape: 'double' | 'backslash';
};

export type CsvRecords = { push: (text: string) => void; end: () => void };

/** Quoted text longer than this is no cell but a quotation mark that nobody closed. */
const MAX_QUOTED = 1_000_000;

const enum In {
  Start,
  Plain,
  Quoted,
  Escaped,
  AfterQuote,
}

/**
 * Reads records from text that comes in pieces; every character is looked at once. `row` counts records
 * from 1 as a spreadsheet does: blank lines count, line breaks inside quotes do not. Any of CR, LF and
 * CRLF ends a record. A quotation mark inside a quoted cell that nobody doubled is kept as text.
 *
 * Not papaparse: it reads a quoted cell again from its start with every chunk, so that one stray
 * quotation mark makes a large file quadratic, and it knows one kind of line end a file.
 * @param width cells that a whole record has, where that is known
 */
export function csvRecords(
  { delimiter, quote, escape }: Dialect,
  onRecord: (row: number, cells: string[]) => void,
  width = 0,
): CsvRecords {
  const delimiterCode = delimiter ? delimiter.charCodeAt(0) : -1;
  const quoteCode = quote ? quote.charCodeAt(0) : -1;
  const escapeCode = escape === 'backslash' ? 92 : -1;
  let state: In = In.Start;
  let row = 1;
  let cells: string[] = [];
  let cell = '';
  let blanks = '';
  let quotedLength = 0;
  let spansLines = false;
  let holdsDelimiter = false;
  let skipLineFeed = false;

  return { push, end };

  function push(text: string) {
    let from = 0;
    let i = 0;
    if (skipLineFeed && text.length > 0) {
      skipLineFeed = false;
      if (text.charCodeAt(0) === 10) from = i = 1;
    }
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      switch (state) {
        case In.Start:
        case In.Plain:
          if (code === delimiterCode) {
            endCell(text.slice(from, i));
            from = i + 1;
          } else if (code === 10 || code === 13) {
            endCell(text.slice(from, i));
            endRecord();
            if (code === 13) {
              if (i + 1 === text.length) skipLineFeed = true;
              else if (text.charCodeAt(i + 1) === 10) i++;
            }
            from = i + 1;
          } else if (state === In.Start) {
            if (code === quoteCode) {
              state = In.Quoted;
              cell = '';
              quotedLength = 0;
              from = i + 1;
            } else if (code !== 32) state = In.Plain;
          }
          break;

        case In.Quoted:
          if (code === quoteCode || code === escapeCode) {
            keep(text.slice(from, i));
            state = code === quoteCode ? In.AfterQuote : In.Escaped;
            blanks = '';
            from = i + 1;
          } else if (code === 10 || code === 13) spansLines = true;
          else if (code === delimiterCode) holdsDelimiter = true;
          break;

        case In.Escaped:
          if (code !== quoteCode && code !== escapeCode) keep('\\');
          state = In.Quoted;
          break;

        case In.AfterQuote:
          if (code === delimiterCode || code === 10 || code === 13) {
            endCell('');
            state = In.Start;
            from = i;
            i--; // what ends a plain cell ends this one: it is looked at again
            afterQuoted = true;
          } else if (code === quoteCode && blanks === '' && escapeCode < 0) {
            keep(quote!);
            state = In.Quoted;
            from = i + 1;
          } else if (code === 32 || code === 9) {
            blanks += text[i];
            from = i + 1;
          } else {
            keepStrayQuote();
            from = i;
          }
          break;
      }
    }
    if (state === In.Quoted || state === In.Escaped) keep(text.slice(from));
    else if (state !== In.AfterQuote) cell += text.slice(from, from + LIMITS.cellChars);
  }
}
