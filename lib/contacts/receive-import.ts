import 'server-only';
import { rename } from 'node:fs/promises';
import { transaction } from '@/db/client';
import { contactImports } from '@/db/schema';
import type { ImportId, UserId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { arrivalPlace, discard } from '@/lib/files/on-disk';
import { receiveFile, type ReceivedFile } from '@/lib/files/receive-file';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { importQueue, placeOf } from './import-queue';
import { ownerOf } from './own';

/** Takes a file of contacts; the worker reads it from where it lies. */
export async function receiveImport(ctx: Context, request: Request): Promise<Outcome<{ id: ImportId }>> {
  authorize(ctx, 'contacts.edit');
  const place = await arrivalPlace();
  try {
    const received = await receiveFile(request, place);
    if (!received.ok) return received;
    const id = await file(ctx, received);
    importQueue.wake();
    return { ok: true, id };
  } finally {
    await discard(place);
  }
}

function file(ctx: Context, { place, fileName, bytes, sha256 }: ReceivedFile): Promise<ImportId> {
  return transaction(ctx.account.id, async (tx) => {
    const [made] = await tx
      .insert(contactImports)
      .values({
        accountId: ctx.account.id,
        userId: ownerOf(ctx) as UserId | null,
        userName: ctx.actor.name,
        fileName,
        bytes,
        sha256,
        status: 'staging',
        createdAt: ctx.now(),
      })
      .returning({ id: contactImports.id });
    if (!made) throw new Error('no import came back');
    await rename(place, placeOf(ctx.account.id, made.id));
    return made.id;
  });
}
