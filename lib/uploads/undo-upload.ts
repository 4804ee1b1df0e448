import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { uploads, type Account, type Upload } from '@/db/schema';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { CORRECTION_DAYS, CORRECTION_STATEMENT } from '@/lib/opt-outs/policy';
import { takingBack } from '@/lib/opt-outs/take-back';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { joinWithoutLoops } from './outcomes';
import { mayUndo, type UndoResult } from './policy';
import { requireUpload } from './require-upload';
import { wakeWorker } from './worker';

/** The user says that a whole upload was a mistake: from here the worker takes it back, whole or not at all. */
export async function beginUndoing(
  ctx: Context,
  id: UploadId,
  { reason }: { reason: string },
): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'uploads.undo');
  const upload = await requireUpload(ctx, id);
  const may = mayUndo(ctx, upload, ctx.now());
  if (may === 'not_own') {
    return refused('not_own', 'Only who uploaded this file, or the account’s master, can undo it.');
  }
  if (may === 'too_old') {
    return refused(
      'older_than_30_days',
      `This upload was applied more than ${CORRECTION_DAYS} days ago: only the account’s master can undo it.`,
    );
  }
  const undo = { reason, actor: ctx.actor, from: ctx.from ?? null };
  const [claimed] = await transaction(ctx.account.id, (tx) =>
    tx
      .update(uploads)
      .set({ status: 'undoing', undo, attempts: 0, problem: null })
      .where(and(eq(uploads.accountId, ctx.account.id), eq(uploads.id, id), eq(uploads.status, 'applied')))
      .returning({ fileName: uploads.fileName }),
  );
  if (!claimed) {
    return refused(
      'not_applied',
      upload.status === 'undone' || upload.status === 'undoing'
        ? 'This upload was undone already; nothing was done again.'
        : `This upload is ${upload.status}, so there is nothing to undo.`,
    );
  }
  wakeWorker();
  return { ok: true, fileName: claimed.fileName };
}

/** Takes the word of every event of an upload back, in one transaction. */
export async function undoUpload(account: Account, upload: Upload, now: Date): Promise<void> {
  await transaction(account.id, async (tx) => {
    const [current] = await tx
      .select()
      .from(uploads)
      .where(and(eq(uploads.accountId, account.id), eq(uploads.id, upload.id), eq(uploads.status, 'undoing')))
      .for('update');
    if (!current?.undo) return;
    const { reason, actor, from } = current.undo;
    const ctx: Context = {
      account,
      actor,
      grants: { export: false, optIn: false, upload: true, all: true },
      now: () => now,
      from: from ?? undefined,
    };
    const result = await takeBack(tx, ctx, current, reason);
    await tx
      .update(uploads)
      .set({ status: 'undone', undoneAt: now, undo: { ...current.undo, result }, problem: null })
      .where(and(eq(uploads.accountId, account.id), eq(uploads.id, upload.id)));
  });
}

async function takeBack(tx: Transaction, ctx: Context, upload: Upload, reason: string): Promise<UndoResult> {
  const own = sql`select phone, seq, voice, text from consent_events
    where account_id = ${ctx.account.id}::bigint and upload_id = ${upload.id}::bigint and action = 'opt_out'`;
  await joinWithoutLoops(tx);
  // Held first, by a statement of its own: the next one then sees every event of these phones.
  await tx.execute(sql`
    select count(*) from (
      select 1 from phones p join (${own}) o using (phone)
      where p.account_id = ${ctx.account.id}::bigint order by p.phone for update of p) held`);
  const wrong = sql`select phone, array[seq] as corrects, voice, text from (${own}) o`;
  const cause = {
    reason,
    uploadId: upload.id,
    evidence: { statement: CORRECTION_STATEMENT, ...ctx.from },
  };
  const [counted] = await tx.execute<UndoResult>(sql`
    with ${takingBack(ctx, wrong, cause)}
    select count(*)::int as phones,
      count(*) filter (where opened_voice or opened_text)::int as reopened,
      count(*) filter (where type is not null)::int as still_closed
    from taken`);
  if (!counted) throw new Error('no counts came back');
  return { ...counted };
}

const refused = (reason: string, message: string) => ({ ok: false, reason, message }) as const;
