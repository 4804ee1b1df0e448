// Reads one workbook in a process of its own, which can be killed and has no credentials. The first
// line of its input is the request; its input ends when its parent dies, and so does it.
import { openArchive } from './archive.mjs';
import { readBook } from './book.mjs';
import { DAMAGED, Problem, TOO_BIG } from './problem.mjs';
import { readSharedStrings } from './shared-strings.mjs';
import { sheetHandlers } from './sheet.mjs';
import { parseXml } from './xml.mjs';

const BATCH_ROWS = 2_000;
const BATCH_CHARS = 400_000;
// A few kilobytes of cells that all name one long shared string grow a thousand times.
const MAX_BATCH_CHARS = 8_000_000;

let asked = '';
process.stdin.setEncoding('utf8');
process.stdin.on('end', () => process.exit(1));
process.stdin.on('data', (text) => {
  const before = asked;
  asked += text;
  if (!before.includes('\n') && asked.includes('\n')) void answer(JSON.parse(asked));
});

/** Request: `{ path, isWhole }` lists the sheets; with `sheet` (and `atMost`) it streams the rows of one. */
async function answer(request) {
  try {
    if (request.isWhole) await answerWhole(request);
    else await answerStreaming(request);
    await say({ done: true });
  } catch (error) {
    if (isBug(error)) throw error;
    await say({ problem: error instanceof Problem ? error.message : DAMAGED });
  }
  process.exit(0);
}

async function answerStreaming(request) {
  const archive = await openArchive(request.path);
  const book = await readBook(archive);
  if (request.sheet === undefined)
    await say({ sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })) });
  else await sayRows(archive, book, request);
}

/** Formats that no library streams; their reader is loaded for them alone. */
async function answerWhole({ path, sheet, atMost = Infinity }) {
  const { eachRowWhole, listSheetsWhole } = await import('./whole.mjs');
  if (sheet === undefined) return say({ sheets: await listSheetsWhole(path) });
  let rows = [];
  let said = 0;
  const flush = async () => {
    said += rows.length;
    await say({ rows, read: 0.5 });
    rows = [];
  };
  await eachRowWhole(path, sheet, atMost, async (row, cells) => {
    if (said >= atMost) return;
    rows.push([row, cells]);
    if (rows.length >= BATCH_ROWS) await flush();
  });
  await flush();
}

async function sayRows(archive, book, { sheet: name, atMost = Infinity }) {
  const sheet = book.sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw new Problem(`This workbook has no sheet “${name}”.`);
  const total = archive.size(sheet.path) + (book.strings ? archive.size(book.strings) : 0);
  let read = 0;
  const countBytes = (bytes) => (read += bytes);

  const stringAt = book.strings
    ? await readSharedStrings(archive.chunks(book.strings), countBytes)
    : () => {
        throw new Problem(DAMAGED);
      };

  let rows = [];
  let chars = 0;
  let said = 0;
  const handlers = sheetHandlers({ ...book, stringAt }, (row, cells) => {
    rows.push([row, cells]);
    for (const cell of cells) chars += typeof cell === 'string' ? cell.length + 4 : 12;
    if (chars > MAX_BATCH_CHARS) throw new Problem(TOO_BIG);
  });
  for await (const bytes of parseXml(archive.chunks(sheet.path), handlers)) {
    countBytes(bytes);
    if (rows.length >= BATCH_ROWS || chars >= BATCH_CHARS) await flush();
    if (said >= atMost) return;
  }
  await flush();

  async function flush() {
    said += rows.length;
    await say({ rows, read: total > 0 ? read / total : 1 });
    rows = [];
    chars = 0;
  }
}

/** Until the pipe has taken it: what is still waiting when the process exits is lost. */
const say = (message) =>
  new Promise((taken) => process.stdout.write(`${JSON.stringify(message)}\n`, () => taken()));

const isBug = (error) =>
  error instanceof ReferenceError || (error instanceof TypeError && !('code' in error));
