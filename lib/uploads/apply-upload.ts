import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { uploads, type Account, type Upload } from '@/db/schema';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Layout } from '@/lib/files/layout';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { closing } from '@/lib/opt-outs/close-channels';
import type { Channels } from '@/lib/opt-outs/policy';
import { discard, placeOf } from './files-on-disk';
import { askedBy, joinWithoutLoops } from './outcomes';
import { readingOf } from './read-row';
import { mayDecide, notYours } from './policy';
import { requireUpload } from './require-upload';
import { wakeWorker } from './worker';

/** The user says yes: from here the worker applies the upload, whole or not at all. Claimed once. */
export async function beginApplying(
  ctx: Context,
  id: UploadId,
  toggles: Channels,
): Promise<Outcome<{ fileName: string }>> {
  authorize(ctx, 'opt_outs.upload');
  const upload = await requireUpload(ctx, id);
  if (!mayDecide(ctx, upload)) return notYours(upload.userName);
  if (upload.status === 'staged' && !asksAnything(upload, toggles)) {
    return {
      ok: false,
      reason: 'nothing_to_close',
      message: 'Both switches are off, so this file would opt nobody out. Turn on voice, text or both.',
    };
  }
  const claimed = await transaction(ctx.account.id, (tx) =>
    tx
      .update(uploads)
      .set({
        status: 'applying',
        ...toggles,
        attempts: 0,
        problem: null,
        appliedBy: ctx.actor.name,
        appliedAs: { actor: ctx.actor, from: ctx.from ?? null },
      })
      .where(and(eq(uploads.accountId, ctx.account.id), eq(uploads.id, id), eq(uploads.status, 'staged')))
      .returning({ fileName: uploads.fileName }),
  );
  if (!claimed[0]) {
    return {
      ok: false,
      reason: 'not_staged',
      message: `This upload is ${upload.status} already; nothing was done again.`,
    };
  }
  wakeWorker();
  return { ok: true, fileName: claimed[0].fileName };
}

/** Rows may name their channels themselves; else the toggles are all there is. */
const asksAnything = ({ layout }: Upload, { voice, text }: Channels) =>
  voice || text || (layout !== null && readingOf(layout as Layout).channels.length > 0);

/** Applies an upload in one transaction: its closings, their events and its new status. */
export async function applyUpload(account: Account, upload: Upload, now: Date): Promise<void> {
  const applied = await transaction(account.id, async (tx) => {
    const [current] = await tx
      .select()
      .from(uploads)
      .where(
        and(eq(uploads.accountId, account.id), eq(uploads.id, upload.id), eq(uploads.status, 'applying')),
      )
      .for('update');
    if (!current) return false;
    const ctx = contextOf(account, current, now);
    const result = await close(tx, ctx, current);
    await tx
      .update(uploads)
      .set({ status: 'applied', appliedAt: now, result, problem: null })
      .where(and(eq(uploads.accountId, account.id), eq(uploads.id, upload.id)));
    return true;
  });
  if (applied) await discard(placeOf(account.id, upload.id));
}

/** In whose name an upload closes: whoever said yes to it, who need not be who brought the file. */
function contextOf(account: Account, { appliedAs, userId, userName }: Upload, now: Date): Context {
  const { actor, from } = appliedAs ?? {
    actor: { kind: 'user' as const, id: userId, name: userName, role: null },
    from: null,
  };
  return {
    account,
    actor,
    grants: { export: false, optIn: false, upload: true, all: true },
    now: () => now,
    from: from ?? undefined,
  };
}

type Result = {
  new: number;
  widened: number;
  already_opted_out: number;
  duplicate: number;
  no_request: number;
};

async function close(tx: Transaction, ctx: Context, upload: Upload): Promise<Result> {
  const toggles = { voice: upload.voice, text: upload.text };
  const cause = { source: 'upload' as const, lock: null, uploadId: upload.id };
  await joinWithoutLoops(tx);
  const [counted] = await tx.execute<Omit<Result, 'duplicate'>>(sql`
    with ${closing(ctx, askedBy(upload, toggles), cause)}
    select
      count(*) filter (where not was_listed and (closed_voice or closed_text))::int as new,
      count(*) filter (where was_listed and (closed_voice or closed_text))::int as widened,
      count(*) filter (where not (closed_voice or closed_text))::int as already_opted_out,
      (select count(*)::int from upload_phones r where r.account_id = ${ctx.account.id}::bigint and r.upload_id = ${upload.id}::bigint
        and r.phone is not null
        and not (coalesce(r.voice, ${toggles.voice}::boolean) or coalesce(r.text, ${toggles.text}::boolean))) as no_request
    from closed`);
  if (!counted) throw new Error('no counts came back');
  const { new: added, widened, already_opted_out, no_request } = counted;
  const duplicate = upload.phones - upload.rejected - no_request - added - widened - already_opted_out;
  return { ...counted, duplicate };
}
