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
import { storable } from '@/db/storable';
import type { ApiKeyId, UploadId, UserId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { LIMITS } from '@/lib/files/limits';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { arrivalPlace, discard, placeOf } from './files-on-disk';
import { wakeWorker } from './worker';

/** What a person said of how the file is read, beside the file. */
type Chosen = { sheet?: string; phoneColumns?: string };

type Arrived = { place: string; fileName: string; bytes: number; sha256: string; chosen: Chosen };

/** A file that lies on disk and is not an upload yet; `fingerprint` is the same for the same file and fields. */
export type ArrivedFile = { fingerprint: string; file: () => Promise<UploadId> };

/**
 * Streams the `file` field of a multipart body to disk, hashing it on the way, and files the upload as
 * "staging": the worker reads it from there. Never holds more of it in memory than the pipe does.
 */
export async function receiveUpload(ctx: Context, request: Request): Promise<Outcome<{ id: UploadId }>> {
  return takeFile(ctx, request, async (taken) => (taken.ok ? { ok: true, id: await taken.file() } : taken));
}

/** The same, but whether the file becomes an upload is up to the caller. What does not is discarded. */
export async function takeFile<T>(
  ctx: Context,
  request: Request,
  decide: (taken: Outcome<ArrivedFile>) => Promise<T>,
): Promise<T> {
  authorize(ctx, 'opt_outs.upload');
  const place = await arrivalPlace();
  try {
    const arrived = await store(request, place);
    if (!arrived.ok) return await decide(arrived);
    return await decide({
      ok: true,
      fingerprint: JSON.stringify([arrived.sha256, arrived.fileName, arrived.chosen]),
      file: async () => {
        const id = await fileUpload(ctx, arrived);
        wakeWorker();
        return id;
      },
    });
  } finally {
    await discard(place);
  }
}

function fileUpload(ctx: Context, { place, chosen, ...arrived }: Arrived): Promise<UploadId> {
  const { kind, id, name } = ctx.actor;
  return transaction(ctx.account.id, async (tx) => {
    const [upload] = await tx
      .insert(uploads)
      .values({
        ...arrived,
        accountId: ctx.account.id,
        userId: kind === 'user' ? (id as UserId) : null,
        apiKeyId: kind === 'api_key' ? (id as ApiKeyId) : null,
        userName: name,
        status: 'staging',
        chosen: Object.keys(chosen).length > 0 ? chosen : null,
        createdAt: ctx.now(),
      })
      .returning({ id: uploads.id });
    if (!upload) throw new Error('no upload came back');
    await rename(place, placeOf(ctx.account.id, upload.id));
    return upload.id;
  });
}

const FIELDS: Record<string, keyof Chosen> = { sheet: 'sheet', phone_columns: 'phoneColumns' };

async function store(request: Request, place: string): Promise<Outcome<Arrived>> {
  const parser = readMultipart(request);
  if (!parser || !request.body)
    return refused('not_multipart', 'Send the file as multipart/form-data, in the field "file".');
  let resolve: (outcome: Outcome<Arrived> | Promise<Outcome<Arrived>>) => void = () => {};
  const promise = new Promise<Outcome<Arrived>>((done) => (resolve = done));
  promise.catch(() => {});
  let storing: Promise<Outcome<Stored>> | undefined;
  const chosen: Chosen = {};
  parser.on('field', (field, value) => {
    const name = FIELDS[field];
    if (name && value.trim()) chosen[name] = storable(value).trim();
  });
  parser.on('file', (field, stream, { filename }) => {
    if (field !== 'file' || storing) return void stream.resume();
    storing = writeFile(stream, place, filename);
    storing.catch(() => {}); // Broken off: said below.
  });
  parser.on('close', () =>
    resolve(
      storing?.then((stored) => (stored.ok ? { ...stored, chosen } : stored)) ??
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

type Stored = Omit<Arrived, 'chosen'>;

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
