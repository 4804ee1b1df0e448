import 'server-only';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { transaction } from '@/db/client';
import { uploads } from '@/db/schema';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { LIMITS } from '@/lib/files/limits';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { arrivalPlace, discard, placeOf } from './files-on-disk';
import { wakeWorker } from './worker';

type Arrived = { place: string; fileName: string; bytes: number; sha256: string };

/**
 * Streams the `file` field of a multipart body to disk, hashing it on the way, and files the upload as
 * "staging": the worker reads it from there. Never holds more of it in memory than the pipe does.
 */
export async function receiveUpload(ctx: Context, request: Request): Promise<Outcome<{ id: UploadId }>> {
  authorize(ctx, 'opt_outs.upload');
  const place = await arrivalPlace();
  try {
    const arrived = await store(request, place);
    if (!arrived.ok) return arrived;
    const id = await fileUpload(ctx, arrived);
    wakeWorker();
    return { ok: true, id };
  } finally {
    await discard(place);
  }
}

function fileUpload(ctx: Context, { place, fileName, bytes, sha256 }: Arrived): Promise<UploadId> {
  return transaction(ctx.account.id, async (tx) => {
    const [upload] = await tx
      .insert(uploads)
      .values({
        accountId: ctx.account.id,
        userId: ctx.actor.kind === 'user' ? (ctx.actor.id as never) : null,
        userName: ctx.actor.name,
        fileName,
        bytes,
        sha256,
        status: 'staging',
        createdAt: ctx.now(),
      })
      .returning({ id: uploads.id });
    if (!upload) throw new Error('no upload came back');
    await rename(place, placeOf(ctx.account.id, upload.id));
    return upload.id;
  });
}

async function store(request: Request, place: string): Promise<Outcome<Arrived>> {
  const parser = readMultipart(request);
  if (!parser || !request.body)
    return refused('not_multipart', 'Send the file as multipart/form-data, in the field "file".');
  let resolve: (outcome: Outcome<Arrived> | Promise<Outcome<Arrived>>) => void = () => {};
  const promise = new Promise<Outcome<Arrived>>((done) => (resolve = done));
  let storing: Promise<Outcome<Arrived>> | undefined;
  parser.on('file', (field, stream, { filename }) => {
    if (field !== 'file' || storing) return void stream.resume();
    storing = writeFile(stream, place, filename);
  });
  parser.on('close', () => resolve(storing ?? refused('no_file', 'Choose a file first.')));
  try {
    await pipeline(Readable.fromWeb(request.body as NodeReadableStream), parser);
    return await promise;
  } catch {
    await storing?.catch(() => null);
    return refused('broken_off', 'The file did not arrive whole. Send it again.');
  }
}

/** A file at the limit still arrives; `openFile` has the words for one past it. */
async function writeFile(
  stream: Readable & { truncated?: boolean },
  place: string,
  fileName: string | undefined,
): Promise<Outcome<Arrived>> {
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
