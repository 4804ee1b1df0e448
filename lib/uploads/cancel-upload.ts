import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { uploadPhones, uploads } from '@/db/schema';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { discard, placeOf } from './files-on-disk';
import { mayDecide, notYours } from './policy';
import { requireUpload } from './require-upload';

/** Gives up an upload that is staging or staged; its staged rows and its file go, its line in the list stays. */
export async function cancelUpload(ctx: Context, id: UploadId): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  if (!mayDecide(ctx, upload)) return notYours(upload.userName);
  const cancelled = await transaction(ctx.account.id, async (tx) => {
    const [row] = await tx
      .update(uploads)
      .set({ status: 'cancelled' })
      .where(
        and(
          eq(uploads.accountId, ctx.account.id),
          eq(uploads.id, id),
          inArray(uploads.status, ['staging', 'staged']),
        ),
      )
      .returning({ id: uploads.id });
    if (!row) return false;
    await tx
      .delete(uploadPhones)
      .where(and(eq(uploadPhones.accountId, ctx.account.id), eq(uploadPhones.uploadId, id)));
    return true;
  });
  if (!cancelled) {
    return {
      ok: false,
      reason: 'too_late',
      message: `This upload is ${upload.status}; it can no longer be cancelled.`,
    };
  }
  await discard(placeOf(ctx.account.id, id));
  return { ok: true, fileName: upload.fileName };
}
