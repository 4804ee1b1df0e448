import 'server-only';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { storable } from '@/db/storable';
import type { Outcome } from '@/lib/outcome';
import { LIMITS } from './limits';

/** A file that has arrived whole; `fields` are the other fields of its form. */
export type ReceivedFile = {
  place: string;
  fileName: string;
  bytes: number;
  sha256: string;
  fields: Record<string, string>;
};

/**
 * Streams the `file` field of a multipart body to a place on disk, hashing it on the way. Never holds more of
 * it in memory than the pipe does.
 */
export async function receiveFile(request: Request, place: string): Promise<Outcome<ReceivedFile>> {
  const parser = readMultipart(request);
  if (!parser || !request.body)
    return refused('not_multipart', 'Send the file as multipart/form-data, in the field "file".');
  let resolve: (outcome: Outcome<ReceivedFile> | Promise<Outcome<ReceivedFile>>) => void = () => {};
  const promise = new Promise<Outcome<ReceivedFile>>((done) => (resolve = done));
  promise.catch(() => {});
  let storing: Promise<Outcome<Stored>> | undefined;
  const fields: Record<string, string> = {};
  parser.on('field', (field, value) => {
    if (value.trim()) fields[field] = storable(value).trim();
  });
  parser.on('file', (field, stream, { filename }) => {
    if (field !== 'file' || storing) return void stream.resume();
    storing = writeFile(stream, place, filename);
    storing.catch(() => {}); // Broken off: said below.
  });
  parser.on('close', () =>
    resolve(
      storing?.then((stored) => (stored.ok ? { ...stored, fields } : stored)) ??
        refused('no_file', 'Choose a file first.'),
    ),
  );
  try {
    await pipeline(Readable.fromWeb(request.body as NodeReadableStream), parser);
    return await promise;
  } catch {
    await storing?.catch(() => null);
    return refused('broken_off', 'The file did not arrive whole. Send it again.');
  }
}

type Stored = Omit<ReceivedFile, 'fields'>;

/** A file at the limit still arrives; `openFile` has the words for one past it. */
async function writeFile(
  stream: Readable & { truncated?: boolean },
  place: string,
  fileName: string | undefined,
): Promise<Outcome<Stored>> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(stream, measure, createWriteStream(place, { mode: 0o600 }));
  if (stream.truncated) {
    return refused('too_big', 'This file has more than 200 MB. Split it into parts.');
  }
  if (bytes === 0) return refused('empty', 'This file is empty.');
  const name = path
    .basename((fileName ?? '').replaceAll('\\', '/'))
    .replace(/\p{C}/gu, '')
    .slice(0, 200)
    .toWellFormed();
  return { ok: true, place, fileName: name || 'file', bytes, sha256: hash.digest('hex') };
}

function readMultipart(request: Request) {
  try {
    return busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 20, fieldSize: 10_000, fileSize: LIMITS.textBytes + 1 },
    });
  } catch {
    return null;
  }
}

const refused = (reason: string, message: string) => ({ ok: false, reason, message }) as const;
