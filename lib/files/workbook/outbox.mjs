import { Problem, TOO_BIG } from './problem.mjs';
import { MAX_COLUMNS } from './sheet.mjs';

const BATCH_ROWS = 2_000;
const BATCH_CHARS = 400_000;
// A few kilobytes of cells that all name one long text grow a thousand times, and so do repeated rows.
const MAX_BATCH_CHARS = 8_000_000;
const MAX_CHARS = 2 * 1024 ** 3;

/** Collects rows and says them in batches, no faster than they are taken; at most about `atMost` of them. */
export function createOutbox(say, atMost = Infinity) {
  let waiting = [];
  let waitingChars = 0;
  let said = 0;
  let allChars = 0;
  const hiddenColumns = [];

  return { put, hide, flush, isFull, isOver: () => said >= atMost };

  /** `times`: so many rows with these cells stand below each other. */
  function put(row, cells, times = 1, isHidden = false) {
    const chars = charsOf(cells);
    waiting.push({ row, cells, times, chars, isHidden });
    waitingChars += chars;
    allChars += chars * times;
    if (waitingChars > MAX_BATCH_CHARS || allChars > MAX_CHARS) throw new Problem(TOO_BIG);
  }

  /** Columns from `first` to `last`, counted from 1, are hidden. */
  function hide(first, last) {
    if (hiddenColumns.length < MAX_COLUMNS) hiddenColumns.push([first, last]);
  }

  function isFull() {
    return waiting.length >= BATCH_ROWS || waitingChars >= BATCH_CHARS;
  }

  /** `read`: how much of the sheet that was, 0 to 1. */
  async function flush(read) {
    let rows = [];
    let chars = 0;
    for (const put of waiting) {
      for (let i = 0; i < put.times && said + rows.length < atMost + BATCH_ROWS; i++) {
        rows.push(put.isHidden ? [put.row + i, put.cells, true] : [put.row + i, put.cells]);
        chars += put.chars;
        if (rows.length >= BATCH_ROWS || chars >= MAX_BATCH_CHARS) {
          await sayAll(rows, read);
          rows = [];
          chars = 0;
        }
      }
    }
    await sayAll(rows, read);
    waiting = [];
    waitingChars = 0;
  }

  async function sayAll(rows, read) {
    said += rows.length;
    await say(hiddenColumns.length > 0 ? { rows, read, hiddenColumns } : { rows, read });
  }
}

function charsOf(cells) {
  let chars = 0;
  for (const cell of cells) chars += typeof cell === 'string' ? cell.length + 4 : 12;
  return chars;
}
