import 'server-only';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { cancelFile } from '@/lib/files/waiting-file';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { mayDecide, notYours } from './policy';
import { requireUpload } from './require-upload';
import { UPLOAD_FILES } from './upload-files';

/** Gives up an upload that was not applied. */
export async function cancelUpload(ctx: Context, id: UploadId): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  if (!mayDecide(ctx, upload)) return notYours(upload.userName);
  return cancelFile(ctx, UPLOAD_FILES, upload);
}
