import 'server-only';
import { and, desc, eq, isNotNull, ne } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { uploads, type Upload } from '@/db/schema';
import type { UploadOutcome } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { fileReading } from '@/lib/files/describe-layout';
import type { Layout } from '@/lib/files/layout';
import { mayReread } from '@/lib/files/waiting-file';
import { authorize, may } from '@/lib/permissions';
import { describeLayout } from './describe-layout';
import { mayDecide, mayUndo } from './policy';
import { previewUpload } from './preview';
import { requireUpload } from './require-upload';
import { UPLOAD_FILES } from './upload-files';
import type { UploadCounts, UploadSummary, UploadView } from './view';

/** One upload as its screen shows it: what was detected, what applying would do, the first of each kind. */
export async function reviewUpload(ctx: Context, id: number): Promise<UploadView> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  const isRead = upload.status === 'staged' || upload.status === 'applying';
  const preview = isRead ? await previewUpload(ctx.account, upload, ctx.now()) : null;
  const counts = countsOf(upload, preview?.counts ?? upload.result);
  return {
    ...summaryOf(ctx, upload),
    counts,
    progress: { rows_read: upload.rowsRead, rows_total: upload.rowsTotal },
    toggles: { voice: upload.voice, text: upload.text },
    rowsNamingChannels: preview?.naming ?? 0,
    reading: upload.layout ? fileReading(upload.layout as Layout, ({ role }) => role) : null,
    missed: (upload.layout as Layout | null)?.missed ?? [],
    hiddenRows: (upload.layout as Layout | null)?.hiddenRows ?? 0,
    mayDecide: mayDecide(ctx, upload),
    mayReread: mayDecide(ctx, upload) && (await mayReread(ctx, UPLOAD_FILES, upload)),
    detected: upload.layout ? describeLayout(upload.layout as Layout) : [],
    samples: preview?.samples ?? [],
    appliedBefore: await findSameFile(ctx, upload),
    closes: counts.new + counts.widened,
  };
}

export const summaryOf = (ctx: Context, upload: Upload): UploadSummary => ({
  id: upload.id,
  fileName: upload.fileName,
  bytes: upload.bytes,
  sha256: upload.sha256,
  status: upload.status,
  createdAt: upload.createdAt,
  appliedAt: upload.appliedAt,
  userName: upload.userName,
  counts: countsOf(upload, upload.result),
  problem: upload.problem,
  undone: undoneOf(upload),
  mayUndo:
    upload.status === 'applied' && may(ctx, 'uploads.undo') && mayUndo(ctx, upload, ctx.now()) === 'yes',
});

const undoneOf = ({ undo, undoneAt }: Upload): UploadSummary['undone'] =>
  undo?.result && undoneAt
    ? {
        at: undoneAt,
        by: undo.actor.name,
        reason: undo.reason,
        reopened: undo.result.reopened,
        stillClosed: undo.result.still_closed,
      }
    : null;

const countsOf = (upload: Upload, by: Partial<Record<UploadOutcome, number>> | null): UploadCounts => ({
  rows: upload.rows,
  blank_rows: upload.blankRows,
  phones: upload.phones,
  new: by?.new ?? 0,
  widened: by?.widened ?? 0,
  already_opted_out: by?.already_opted_out ?? 0,
  duplicate: by?.duplicate ?? 0,
  no_request: by?.no_request ?? 0,
  rejected: upload.rejected,
});

/** The very same file, applied before. */
async function findSameFile(ctx: Context, upload: Upload) {
  if (upload.status === 'applied') return null;
  const [same] = await transaction(ctx.account.id, (tx) =>
    tx
      .select({ at: uploads.appliedAt, by: uploads.userName })
      .from(uploads)
      .where(
        and(
          eq(uploads.accountId, upload.accountId),
          eq(uploads.sha256, upload.sha256),
          eq(uploads.status, 'applied'),
          isNotNull(uploads.appliedAt),
          ne(uploads.id, upload.id),
        ),
      )
      .orderBy(desc(uploads.appliedAt))
      .limit(1),
  );
  return same?.at ? { at: same.at, by: same.by } : null;
}
