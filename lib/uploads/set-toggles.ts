import 'server-only';
import { and, eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { uploads } from '@/db/schema';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import type { Channels } from '@/lib/opt-outs/policy';
import { mayDecide, notYours } from './policy';
import { requireUpload } from './require-upload';

/** What the rows that name no channel of their own are to be closed for. */
export async function setToggles(
  ctx: Context,
  id: UploadId,
  toggles: Channels,
): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  if (!mayDecide(ctx, upload)) return notYours(upload.userName);
  const [set] = await transaction(ctx.account.id, (tx) =>
    tx
      .update(uploads)
      .set(toggles)
      .where(and(eq(uploads.accountId, ctx.account.id), eq(uploads.id, id), eq(uploads.status, 'staged')))
      .returning({ fileName: uploads.fileName }),
  );
  if (set) return { ok: true, fileName: set.fileName };
  return {
    ok: false,
    reason: 'not_staged',
    message: `This upload is ${upload.status}; its switches can no longer change.`,
  };
}
