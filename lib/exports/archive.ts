import 'server-only';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

/** A ZIP archive that is read while it is written. */
export type Archive = {
  /** Begins a file; the one before must have ended. */
  open: (name: string) => ArchiveFile;
  end: () => void;
  /** The bytes that are ready and were not taken yet. */
  take: () => Uint8Array<ArrayBuffer>[];
};

export type ArchiveFile = {
  /** Resolves when the text is compressed, which happens off the main thread. */
  write: (text: string) => Promise<void>;
  end: () => Promise<void>;
};

const DEFLATE = 8;

export function archive(): Archive {
  let ready: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  return {
    open(name) {
      const entry: ZipInputFile = { filename: name, compression: DEFLATE, size: 0, crc: 0 };
      zip.add(entry);
      return deflating(entry);
    },
    end: () => zip.end(),
    take() {
      const taken = ready;
      ready = [];
      return taken;
    },
  };
}

function deflating(entry: ZipInputFile): ArchiveFile {
  const encoder = new TextEncoder();
  const deflate = createDeflateRaw({ level: 5 });
  deflate.on('data', (bytes: Uint8Array<ArrayBuffer>) => entry.ondata?.(null, bytes, false));
  return {
    write(text) {
      const bytes = encoder.encode(text);
      entry.size += bytes.length;
      entry.crc = crc32(bytes, entry.crc);
      return new Promise((resolve, reject) =>
        deflate.write(bytes, (error) => (error ? reject(error) : resolve())),
      );
    },
    end() {
      return new Promise((resolve, reject) => {
        deflate.once('error', reject).once('end', () => {
          entry.ondata?.(null, new Uint8Array(0), true);
          resolve();
        });
        deflate.end();
      });
    },
  };
}
