import 'server-only';
import { rename } from 'node:fs/promises';
import { transaction } from '@/db/client';
import { uploads } from '@/db/schema';
import type { ApiKeyId, UploadId, UserId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { receiveFile } from '@/lib/files/receive-file';
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
    const received = await receiveFile(request, place);
    if (!received.ok) return await decide(received);
    const { fields, ...rest } = received;
    const arrived = { ...rest, chosen: chosenIn(fields) };
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

function chosenIn({ sheet, phone_columns: phoneColumns }: Record<string, string>): Chosen {
  return { ...(sheet && { sheet }), ...(phoneColumns && { phoneColumns }) };
}
