import 'server-only';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Chosen } from '@/lib/files/chosen';
import { rereadFile } from '@/lib/files/waiting-file';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { mayDecide, notYours } from './policy';
import { requireUpload } from './require-upload';
import { UPLOAD_FILES } from './upload-files';

/** Reads an upload that is not applied yet again, the way somebody says. */
export async function rereadUpload(
  ctx: Context,
  id: UploadId,
  chosen: Chosen,
): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  if (!mayDecide(ctx, upload)) return notYours(upload.userName);
  return rereadFile(ctx, UPLOAD_FILES, upload, chosen);
}
