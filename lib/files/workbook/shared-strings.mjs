import { DAMAGED, Problem, TOO_BIG } from './problem.mjs';
import { MAX_CELL_CHARS, plainText } from './text.mjs';
import { parseXml } from './xml.mjs';

const MAX_BYTES = 192 * 1024 ** 2;

/**
 * The texts that cells refer to by number. Kept as UTF-8 outside the heap: a million strings are
 * 25 MB this way. `onBytes` hears of each chunk read.
 */
export async function readSharedStrings(chunks, onBytes) {
  const table = createTable();
  let text = '';
  let inText = false;
  let phonetic = 0;
  const handlers = {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text(piece) {
      if (inText && text.length <= MAX_CELL_CHARS) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') table.add(plainText(text));
    },
  };
  for await (const bytes of parseXml(chunks, handlers)) onBytes(bytes);
  return table.at;
}

function createTable() {
  let bytes = Buffer.allocUnsafe(1024 ** 2);
  let ends = new Uint32Array(65_536);
  let count = 0;
  let used = 0;
  return {
    add(text) {
      const size = Buffer.byteLength(text);
      if (used + size > MAX_BYTES) throw new Problem(TOO_BIG);
      if (used + size > bytes.length) bytes = grown(bytes, used + size);
      if (count === ends.length) ends = copyInto(new Uint32Array(count * 2), ends);
      used += bytes.write(text, used);
      ends[count++] = used;
    },
    at(index) {
      if (!(index >= 0 && index < count)) throw new Problem(DAMAGED);
      return bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]);
    },
  };
}

const grown = (bytes, needed) =>
  copyInto(Buffer.allocUnsafe(Math.min(MAX_BYTES, Math.max(bytes.length * 2, needed))), bytes);

function copyInto(larger, smaller) {
  larger.set(smaller);
  return larger;
}
