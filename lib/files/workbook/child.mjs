// Reads one workbook in a process of its own, which can be killed and has no credentials. The first
// line of its input is the request; its input ends when its parent dies, and so does it.
import { openArchive } from './archive.mjs';
import { readBook } from './book.mjs';
import { documentSize, eachTableRow, isOpenDocument, listTables } from './open-document.mjs';
import { createOutbox } from './outbox.mjs';
import { DAMAGED, Problem } from './problem.mjs';
import { readSharedStrings } from './shared-strings.mjs';
import { sheetHandlers } from './sheet.mjs';
import { parseXml } from './xml.mjs';

/** So much may be read between two signs of life. */
const QUIET_BYTES = 8 * 1024 ** 2;

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
  if (isOpenDocument(archive)) return answerDocument(archive, request);
  const book = await readBook(archive);
  if (request.sheet === undefined)
    await say({ sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })) });
  else await sayRows(archive, book, request);
}

/** Formats that no library streams; their reader is loaded for them alone. */
async function answerWhole({ path, sheet, atMost }) {
  const { eachRowWhole, listSheetsWhole } = await import('./whole.mjs');
  if (sheet === undefined) return say({ sheets: await listSheetsWhole(path) });
  const outbox = createOutbox(say, atMost);
  await eachRowWhole(path, sheet, atMost, async (row, cells, isHidden) => {
    if (outbox.isOver()) return;
    outbox.put(row, cells, 1, isHidden);
    if (outbox.isFull()) await outbox.flush(0.5);
  });
  await outbox.flush(0.5);
}

async function answerDocument(archive, { sheet, atMost }) {
  const total = documentSize(archive);
  let read = 0;
  let quiet = 0;
  const outbox = createOutbox(say, atMost);
  const progress = async (bytes) => {
    read += bytes;
    quiet += bytes;
    if (!outbox.isFull() && quiet < QUIET_BYTES) return;
    quiet = 0;
    await outbox.flush(total > 0 ? read / total : 1);
  };
  if (sheet === undefined) return say({ sheets: await listTables(archive, progress) });
  for await (const bytes of eachTableRow(archive, sheet, outbox.put)) {
    await progress(bytes);
    if (outbox.isOver()) return;
  }
  await outbox.flush(1);
}

async function sayRows(archive, book, { sheet: name, atMost }) {
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

  const outbox = createOutbox(say, atMost);
  for await (const bytes of parseXml(
    archive.chunks(sheet.path),
    sheetHandlers(
      { ...book, stringAt },
      (row, cells, isHidden) => outbox.put(row, cells, 1, isHidden),
      outbox.hide,
    ),
  )) {
    countBytes(bytes);
    if (outbox.isFull()) await outbox.flush(total > 0 ? read / total : 1);
    if (outbox.isOver()) return;
  }
  await outbox.flush(1);
}

/** Until the pipe has taken it: what is still waiting when the process exits is lost. */
const say = (message) =>
  new Promise((taken) => process.stdout.write(`${JSON.stringify(message)}\n`, () => taken()));

const isBug = (error) =>
  error instanceof ReferenceError || (error instanceof TypeError && !('code' in error));
