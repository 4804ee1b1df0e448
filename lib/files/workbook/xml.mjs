import { SaxesParser } from 'saxes';
import { DAMAGED, Problem } from './problem.mjs';

// Saxes keeps a text, tag or comment until it ends; no honest one is longer than this.
const MAX_CHARS_WITHOUT_TAG = 2 * 1024 ** 2;

/**
 * Feeds the XML in `chunks` to the handlers `open(name, attributes)`, `text(text)` and `close(name)`,
 * names without prefix. After each chunk it yields how many bytes that was, so that the caller can pause.
 */
export async function* parseXml(chunks, { open, text, close }) {
  let sinceTag = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', refuseDoctype);
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    sinceTag = 0;
    close(localName(name));
  });
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  let decoder;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    const piece = decoder.decode(chunk, { stream: true });
    parser.write(piece);
    sinceTag += piece.length;
    if (sinceTag > MAX_CHARS_WITHOUT_TAG) throw new Problem(DAMAGED);
    yield chunk.length;
  }
  parser.close();
}

/** Reads a small part whole. */
export async function readXml(chunks, handlers) {
  for await (const bytes of parseXml(chunks, handlers)) void bytes;
}

/** The value of an attribute whatever its prefix: `r:id`, `id`. */
export const attribute = (attributes, name) =>
  attributes[Object.keys(attributes).find((key) => localName(key) === name) ?? name];

const localName = (name) => name.slice(name.indexOf(':') + 1);

// A document type can define entities that grow or reach for other files; no workbook has one.
function refuseDoctype() {
  throw new Problem(
    'This workbook holds a document type definition, which no spreadsheet program writes. We do not open it.',
  );
}

function encodingOf(chunk) {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
