import { Problem } from './problem.mjs';
import { MAX_COLUMNS, MAX_ROWS, tooFarRight, tooManyRows } from './sheet.mjs';
import { documentValue } from './document-value.mjs';
import { MAX_CELL_CHARS } from './text.mjs';

/** What a cell's text may be wrapped in. Remarks, drawings and readings beside it are not its text. */
const TEXT_PARTS = new Set(
  'p h span a s tab line-break list list-item list-header ruby ruby-base meta meta-field date time'.split(
    ' ',
  ),
);

/**
 * Handlers for the content of an OpenDocument: `onRow(number, cells, times, isHidden)` hears each row of the sheet
 * `wanted` that holds anything; `times` such rows stand below each other. Blank rows and cells that
 * are repeated up to the end of the sheet allocate nothing.
 */
export function documentHandlers(wanted, onRow) {
  const path = [];
  const prefix = { office: 'office', table: 'table', text: 'text' };
  let isReading = false;
  let isOver = false;
  let row = 0;
  let times = 1;
  let isHidden = false;
  let column = 0;
  let cells = [];
  let cell = null;
  let text = '';
  let paragraphs = 0;
  let skipped = 0;

  const handlers = {
    open(name, attributes) {
      if (path.length === 0) bindPrefixes(prefix, attributes);
      if (isReading) openInTable(name, attributes);
      else if (name === 'table' && path.at(-1) === 'spreadsheet')
        isReading = attributes[`${prefix.table}:name`] === wanted;
      path.push(name);
    },
    text(piece) {
      if (cell && skipped === 0 && paragraphs > 0) add(piece.replace(/[ \t\r\n]+/g, ' '));
    },
    close(name) {
      path.pop();
      if (isReading) closeInTable(name);
    },
  };
  return { handlers, isOver: () => isOver };

  function openInTable(name, attributes) {
    if (cell) openInCell(name, attributes);
    else if (skipped > 0 || name === 'shapes') skipped += 1;
    else if (name === 'table-row') {
      row += 1;
      times = countOf(attributes[`${prefix.table}:number-rows-repeated`]);
      isHidden = ['collapse', 'filter'].includes(attributes[`${prefix.table}:visibility`]);
      column = 0;
      cells = [];
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      cell = attributes;
      text = '';
      paragraphs = 0;
    }
  }

  function openInCell(name, attributes) {
    if (skipped > 0 || !TEXT_PARTS.has(name)) skipped += 1;
    else if (name === 's') add(' '.repeat(Math.min(countOf(attributes[`${prefix.text}:c`]), 1_000)));
    else if (name === 'tab') add('\t');
    else if (name === 'line-break') add('\n');
    else if (name === 'p' || name === 'h') {
      if (paragraphs > 0) add('\n');
      paragraphs += 1;
    }
  }

  function closeInTable(name) {
    if (skipped > 0) skipped -= 1;
    else if (cell) {
      if (name === 'table-cell' || name === 'covered-table-cell') endCell();
    } else if (name === 'table-row') endRow();
    else if (name === 'table' && path.at(-1) === 'spreadsheet') {
      isReading = false;
      isOver = true;
    }
  }

  function endCell() {
    const value = documentValue(cell, paragraphs > 0 ? text : undefined, prefix);
    const last = column + countOf(cell[`${prefix.table}:number-columns-repeated`]);
    cell = null;
    if (value !== null) {
      if (last > MAX_COLUMNS) throw new Problem(tooFarRight(row, last - 1));
      for (let at = column; at < last; at++) cells[at] = value;
    }
    column = last;
  }

  function endRow() {
    if (cells.length > 0) {
      if (row + times - 1 > MAX_ROWS) throw new Problem(tooManyRows());
      onRow(row, cells, times, isHidden);
    }
    row += times - 1;
  }

  function add(piece) {
    if (text.length <= MAX_CELL_CHARS) text += piece;
  }
}

const NAMESPACE = /^urn:oasis:names:tc:opendocument:xmlns:(office|table|text):/;

/** Programs may call the namespaces what they like; all but a few call them as the standard does. */
function bindPrefixes(prefix, attributes) {
  for (const [key, uri] of Object.entries(attributes)) {
    const known = NAMESPACE.exec(uri)?.[1];
    if (known && key.startsWith('xmlns:')) prefix[known] = key.slice('xmlns:'.length);
  }
}

const countOf = (repeated) => (repeated === undefined ? 1 : Math.max(1, Math.floor(Number(repeated)) || 1));
