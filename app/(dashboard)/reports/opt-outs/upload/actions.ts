'use server';

import { beginApplying } from '@/lib/uploads/apply-upload';
import { cancelUpload as cancel } from '@/lib/uploads/cancel-upload';
import { OneUpload, RereadUpload, UndoUpload, UploadWithToggles } from '@/lib/uploads/input';
import { rereadUpload as reread } from '@/lib/uploads/reread-upload';
import { setToggles as set } from '@/lib/uploads/set-toggles';
import { beginUndoing } from '@/lib/uploads/undo-upload';
import { formAction } from '@/lib/web/form-action';

export const applyUpload = formAction(UploadWithToggles, async (ctx, { id, ...toggles }) => {
  const begun = await beginApplying(ctx, id, toggles);
  return begun.ok ? { ok: true, message: `Opting out the numbers of ${begun.fileName}.` } : begun;
});

export const cancelUpload = formAction(OneUpload, async (ctx, { id }) => {
  const cancelled = await cancel(ctx, id);
  return cancelled.ok
    ? { ok: true, message: `${cancelled.fileName} was cancelled. Nothing was changed.` }
    : cancelled;
});

export const rereadUpload = formAction(RereadUpload, async (ctx, { id, chosen }) => {
  const begun = await reread(ctx, id, chosen);
  return begun.ok ? { ok: true, message: `Reading ${begun.fileName} again.` } : begun;
});

export const undoUpload = formAction(UndoUpload, async (ctx, { id, reason }) => {
  const begun = await beginUndoing(ctx, id, { reason });
  return begun.ok ? { ok: true, message: `Taking back ${begun.fileName}.` } : begun;
});

export const setToggles = formAction(UploadWithToggles, async (ctx, { id, ...toggles }) => {
  const done = await set(ctx, id, toggles);
  return done.ok ? { ok: true, message: 'Counted again.' } : done;
});
