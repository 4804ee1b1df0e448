import 'server-only';
import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { uploads, type Upload } from '@/db/schema';
import { UPLOAD_OUTCOMES, type E164, type UploadOutcome } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Layout } from '@/lib/files/layout';
import type { Channels } from '@/lib/opt-outs/policy';
import { authorize, may } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import { describeLayout } from './describe-layout';
import { outcomes } from './outcomes';
import { mayUndo } from './policy';
import { requireUpload } from './require-upload';
import type { UploadCounts, UploadSample, UploadSummary, UploadView } from './view';

const SAMPLES_OF_A_KIND = 4;

/** One upload as its screen shows it: what was detected, what applying would do, the first of each kind. */
export async function reviewUpload(ctx: Context, id: number): Promise<UploadView> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  const toggles = { voice: upload.voice, text: upload.text };
  return transaction(
    ctx.account.id,
    async (tx) => {
      const read = upload.status === 'staged' || upload.status === 'applying';
      const predicted = read ? await countOutcomes(tx, upload, toggles) : null;
      const counts = countsOf(upload, predicted ?? upload.result);
      return {
        ...summaryOf(ctx, upload),
        counts,
        progress: { rows_read: upload.rowsRead, rows_total: upload.rowsTotal },
        toggles,
        rowsNamingChannels: read ? await countNaming(tx, upload) : 0,
        detected: upload.layout ? describeLayout(upload.layout as Layout) : [],
        samples: read ? await listSamples(tx, ctx, upload, toggles) : [],
        appliedBefore: await findSameFile(tx, upload),
        closes: counts.new + counts.widened,
      };
    },
    { snapshot: true },
  );
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

async function countOutcomes(tx: Transaction, upload: Upload, toggles: Channels) {
  const rows = await tx.execute<{ outcome: UploadOutcome; n: number }>(
    sql`select outcome, count(*)::int as n from (${outcomes(upload, toggles)}) o group by outcome`,
  );
  return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n])) as Partial<
    Record<UploadOutcome, number>
  >;
}

async function countNaming(tx: Transaction, { accountId, id }: Upload): Promise<number> {
  const [counted] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from upload_phones
    where account_id = ${accountId}::bigint and upload_id = ${id}::bigint and phone is not null and voice is not null`);
  return counted?.n ?? 0;
}

async function listSamples(
  tx: Transaction,
  ctx: Context,
  upload: Upload,
  toggles: Channels,
): Promise<UploadSample[]> {
  const rows = await tx.execute<{
    row: number;
    column_name: string;
    value: string;
    phone: string | null;
    voice: boolean | null;
    text: boolean | null;
    said: string | null;
    note: string | null;
    outcome: UploadOutcome;
  }>(sql`
    select * from (
      select o.*, row_number() over (partition by outcome, note is null order by n) as nth
      from (${outcomes(upload, toggles)}) o) ranked
    where nth <= ${SAMPLES_OF_A_KIND} order by n`);
  return rows
    .map((row) => ({
      row: row.row,
      column: row.column_name,
      value: row.value,
      shown: row.phone === null ? null : formatPhone(`+${row.phone}` as E164, ctx.account.country),
      outcome: row.outcome,
      asks: row.voice === null || row.text === null ? null : { voice: row.voice, text: row.text },
      said: row.said,
      note: row.note,
    }))
    .sort((a, b) => UPLOAD_OUTCOMES.indexOf(a.outcome) - UPLOAD_OUTCOMES.indexOf(b.outcome));
}

/** The very same file, applied before. */
async function findSameFile(tx: Transaction, upload: Upload) {
  if (upload.status === 'applied') return null;
  const [same] = await tx
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
    .limit(1);
  return same?.at ? { at: same.at, by: same.by } : null;
}
