import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { uploads } from '@/db/schema';
import { storableJson } from '@/db/storable';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Chosen } from '@/lib/files/chosen';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { isKept, placeOf } from './files-on-disk';
import { mayDecide, notYours } from './policy';
import { requireUpload } from './require-upload';
import { wakeWorker } from './worker';

/** Reads a file that is not applied yet again, from its first byte, the way somebody says. */
export async function rereadUpload(
  ctx: Context,
  id: UploadId,
  chosen: Chosen,
): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  if (!mayDecide(ctx, upload)) return notYours(upload.userName);
  if (!(await isKept(placeOf(ctx.account.id, id)))) {
    return refused(
      'file_gone',
      'The file is not here any more. Upload it again, and say then how it is read.',
    );
  }
  const [begun] = await transaction(ctx.account.id, (tx) =>
    tx
      .update(uploads)
      .set({
        status: 'staging',
        chosen: storableJson(chosen),
        attempts: 0,
        problem: null,
        preview: null,
        rows: 0,
        blankRows: 0,
        phones: 0,
        rejected: 0,
        rowsRead: 0,
        rowsTotal: null,
      })
      .where(
        and(
          eq(uploads.accountId, ctx.account.id),
          eq(uploads.id, id),
          inArray(uploads.status, ['staged', 'failed']),
        ),
      )
      .returning({ fileName: uploads.fileName }),
  );
  if (!begun)
    return refused('not_staged', `This upload is ${upload.status}; it can no longer be read again.`);
  wakeWorker();
  return { ok: true, fileName: begun.fileName };
}

const refused = (reason: string, message: string) => ({ ok: false, reason, message }) as const;
