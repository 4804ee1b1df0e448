import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { DAMAGED, PASSWORD, Problem, TOO_BIG } from './problem.mjs';

const MAX_ENTRIES = 5_000;
const MAX_UNPACKED = 1024 ** 3;
// Sheets of the same row over and over shrink about 100 times; a bomb 1,000 times.
const MAX_RATIO = 250;
const RATIO_COUNTS_FROM = 16 * 1024 ** 2;

/**
 * Opens the zip and judges its directory; nothing is unpacked yet.
 * @returns {Promise<{ names: string[], has(name: string): boolean, size(name: string): number, chunks(name: string): AsyncGenerator<Buffer> }>}
 */
export async function openArchive(path) {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
  if (zip.entryCount > MAX_ENTRIES) {
    throw new Problem(
      `This workbook holds ${zip.entryCount.toLocaleString('en-US')} packed files; we open at most ${MAX_ENTRIES.toLocaleString('en-US')}.`,
    );
  }
  const entries = new Map();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new Problem(PASSWORD);
    unpacked += entry.uncompressedSize;
    if (unpacked > MAX_UNPACKED || isBomb(entry)) throw new Problem(TOO_BIG);
    entries.set(keyOf(entry.fileName), entry);
  }
  return {
    names: [...entries.values()].map(({ fileName }) => fileName),
    has: (name) => entries.has(keyOf(name)),
    size: (name) => entries.get(keyOf(name))?.uncompressedSize ?? 0,
    chunks: (name) => unpack(zip, entries.get(keyOf(name))),
  };
}

const keyOf = (name) => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

const isBomb = ({ compressedSize, uncompressedSize }) =>
  uncompressedSize > RATIO_COUNTS_FROM && uncompressedSize > MAX_RATIO * compressedSize;

// The directory may lie: yauzl stops a stream at its declared size, and the checksum catches a changed digit.
async function* unpack(zip, entry) {
  if (!entry) throw new Problem(DAMAGED);
  let sum = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Problem(DAMAGED);
}
