import 'server-only';
import { desc, eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { uploads } from '@/db/schema';
import type { Context } from '@/lib/context';
import { authorize } from '@/lib/permissions';
import { summaryOf } from './review-upload';
import type { UploadSummary } from './view';

const MOST = 100;

/** The account's uploads, newest first. */
export async function listUploads(ctx: Context): Promise<UploadSummary[]> {
  authorize(ctx, 'opt_outs.upload');
  const rows = await transaction(ctx.account.id, (tx) =>
    tx
      .select()
      .from(uploads)
      .where(eq(uploads.accountId, ctx.account.id))
      .orderBy(desc(uploads.createdAt), desc(uploads.id))
      .limit(MOST),
  );
  return rows.map((upload) => summaryOf(ctx, upload));
}
