import { CFB } from 'xlsx';

const BOUND_SHEET = 0x85;
const FORMULA = new Set([0x06, 0x206, 0x406]);
const STRING = new Set([0x07, 0x207]);
const END = 0x0a;

/**
 * The formulas of an .xls without a result, as `row:column` from 0, sheet by sheet in the order of their tabs.
 * Excel keeps a result of each, and where that is an empty text it looks like none; so only a workbook of
 * which no formula has a result was never calculated.
 * @param {Buffer} bytes of the file
 * @returns {Set<string>[]}
 */
export function formulasWithoutResult(bytes) {
  const stream = workbookStream(bytes);
  const starts = [];
  let found = new Set();
  const sheets = [];
  let results = 0;
  let last = null;
  for (const { at, type, size } of eachRecord(stream)) {
    if (type === BOUND_SHEET && size >= 4) starts.push(stream.readUInt32LE(at + 4));
    else if (FORMULA.has(type) && size >= 14) {
      last = `${stream.readUInt16LE(at + 4)}:${stream.readUInt16LE(at + 6)}`;
      if (hasResult(stream, at + 4 + 6)) results += 1;
      else found.add(last);
    } else if (STRING.has(type) && last) {
      found.delete(last);
      results += 1;
    } else if (type === END) {
      sheets.push({ from: at, found });
      found = new Set();
    }
  }
  if (results > 0) return [];
  // Each sheet ends at the first end after its start; what charts in it end comes later.
  return starts
    .sort((a, b) => a - b)
    .map((start) => sheets.find(({ from }) => from > start)?.found ?? new Set());
}

// FFFF marks what is no number, 0 a text in the next record, 3 an empty text.
const hasResult = (stream, at) =>
  stream.readUInt16LE(at + 6) !== 0xffff || (stream[at] !== 0 && stream[at] !== 3);

function workbookStream(bytes) {
  const container = CFB.read(bytes, { type: 'buffer' });
  const entry = CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book');
  return Buffer.from(entry?.content ?? []);
}

function* eachRecord(stream) {
  for (let at = 0; at + 4 <= stream.length;) {
    const size = stream.readUInt16LE(at + 2);
    if (at + 4 + size > stream.length) return;
    yield { at, type: stream.readUInt16LE(at), size };
    at += 4 + size;
  }
}
