import { serialToDate } from './dates.mjs';
import { neverCalculated } from './formula.mjs';
import { DAMAGED, Problem } from './problem.mjs';
import { MAX_CELL_CHARS, plainText } from './text.mjs';

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 1_000;

/**
 * Handlers for the XML of one sheet: `onRow(number, cells, isHidden)` hears each row that holds anything, `onHiddenColumns(first, last)` those that are hidden, from 1.
 * Numbers are the cell's raw value (with the digits that its format writes beside it), formulas their last result, dates `{ date }`; a merged cell's
 * value stands in its first cell. A cell far to the right or below allocates nothing between.
 */
export function sheetHandlers(
  { stringAt, isDateStyle, literalsOfStyle, date1904, isCalculatedOnLoad },
  onRow,
  onHiddenColumns = () => {},
) {
  let row = 0;
  let isHidden = false;
  let column = -1;
  let cells = [];
  let cell = null;
  let text = '';
  let formula = null;
  let inFormula = false;
  let hasValue = false;
  let reading = false;
  let phonetic = 0;

  return {
    open(name, attributes) {
      if (name === 'c') startCell(attributes);
      else if (name === 'row') startRow(attributes);
      else if (name === 'col' && isOn(attributes.hidden))
        onHiddenColumns(Number(attributes.min), Number(attributes.max));
      else if (cell && (name === 'v' || (name === 't' && phonetic === 0))) reading = hasValue = true;
      else if (cell && name === 'f') [formula, inFormula] = ['', true];
      else if (name === 'rPh') phonetic++;
    },
    text(piece) {
      if (reading && text.length <= MAX_CELL_CHARS) text += piece;
      else if (inFormula && formula.length <= MAX_CELL_CHARS) formula += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'f') inFormula = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'c') endCell();
      else if (name === 'row' && cells.length > 0) onRow(row, cells, isHidden);
    },
  };

  function startRow({ r, hidden }) {
    row = r === undefined ? row + 1 : nextRow(row, Number(r));
    isHidden = isOn(hidden);
    column = -1;
    cells = [];
  }

  function startCell({ r, t = 'n', s }) {
    column = r === undefined ? column + 1 : columnOf(r);
    cell = { type: t, style: s };
    text = '';
    formula = null;
    hasValue = false;
  }

  function endCell() {
    const value = cell && (isCalculated(cell, text) ? valueOf(cell, text) : neverCalculated(formula));
    cell = null;
    if (value === null) return;
    if (!(column >= 0 && column < MAX_COLUMNS)) throw new Problem(tooFarRight(row, column));
    cells[column] = value;
  }

  /** A formula's empty text is a result; no result at all, or the 0 that stands for one until the first look, is none. */
  function isCalculated({ type }, raw) {
    if (formula === null || (type === 'str' && hasValue)) return true;
    return !(raw.trim() === '' || (isCalculatedOnLoad && type === 'n' && Number(raw) === 0));
  }

  function valueOf({ type, style }, raw) {
    if (raw.trim() === '') return null;
    switch (type) {
      case 's':
        return stringAt(Number(raw)) || null;
      case 'b':
        return raw.trim() === '1' || raw.trim() === 'true';
      case 'd':
        return /^\d{4}-\d\d-\d\d/.test(raw) ? { date: raw.slice(0, 10) } : plainText(raw);
      case 'n':
        return numberOf(raw, style);
      default:
        return plainText(raw); // inlineStr, str (a formula's text), e (#N/A)
    }
  }

  function numberOf(raw, style) {
    const number = Number(raw);
    if (!Number.isFinite(number)) return plainText(raw);
    if (style === undefined) return number;
    const date = isDateStyle(Number(style)) ? serialToDate(number, date1904) : null;
    if (date) return { date };
    const literals = literalsOfStyle(Number(style));
    return literals ? { number, literals } : number;
  }
}

const isOn = (value) => value === '1' || value === 'true';

function nextRow(before, row) {
  if (!(row > before && row <= MAX_ROWS)) throw new Problem(DAMAGED);
  return row;
}

/** `AB12` → 27; -1 where there are no letters. */
function columnOf(ref) {
  let column = 0;
  for (let i = 0; i < ref.length && i < 4; i++) {
    const letter = ref.charCodeAt(i) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

export const tooFarRight = (row, column) =>
  column < 0
    ? DAMAGED
    : `Row ${row} has a value in column ${column + 1}; we read at most ${MAX_COLUMNS.toLocaleString('en-US')} columns. Clear that cell and upload again.`;

export const tooManyRows = () =>
  `This sheet has more than ${MAX_ROWS.toLocaleString('en-US')} rows. Split it into parts.`;
