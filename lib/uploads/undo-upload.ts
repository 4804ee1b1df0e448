import 'server-only';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { requireUpload } from './require-upload';

/** TEMPORARY: holds the place of the verb that takes an applied upload back; undoes nothing. */
export async function beginUndoing(
  ctx: Context,
  id: UploadId,
  _request: { reason: string },
): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'opt_outs.upload');
  const { status } = await requireUpload(ctx, id);
  return { ok: false, reason: 'not_applied', message: `This upload is ${status}; there is nothing to undo.` };
}
