'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { CORRECTION_STATEMENT } from '@/lib/opt-outs/policy';
import type { UploadSummary } from '@/lib/uploads/view';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog';
import { TextArea, Tick } from '../ui/field';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import { numbers } from './words';

/** The button that takes a whole upload back, and what must be said before it does. */
export function UndoUpload({
  upload,
  undoUpload,
  size = 'normal',
  className,
}: {
  upload: UploadSummary;
  undoUpload: FormAction;
  size?: 'normal' | 'small';
  className?: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={size} className={className} onClick={() => setOpen(true)}>
        Undo
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={`Undo ${upload.fileName}?`}
        description={`${numbers(upload.counts.new + upload.counts.widened)} opted out by it.`}
      >
        <UndoForm upload={upload} undoUpload={undoUpload} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function UndoForm({
  upload,
  undoUpload,
  onClose,
}: {
  upload: UploadSummary;
  undoUpload: FormAction;
  onClose: () => void;
}) {
  const router = useRouter();
  const [reason, setReason] = useState('');
  const [accepted, setAccepted] = useState(false);
  const { form, pending, submit, message, problemOf } = useFormAction(undoUpload, {
    onDone: () => {
      onClose();
      router.push(`/reports/opt-outs/upload/${upload.id}`);
    },
  });
  return (
    <form
      ref={form}
      noValidate
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) submit({ id: String(upload.id), reason, accepted });
      }}
    >
      <DialogBody>
        <ul className="list-disc space-y-1 pl-5">
          <li>Numbers that only this file opted out will get calls and texts again.</li>
          <li>
            Whoever asked to stop in any other way, before or since, stays opted out. A texted STOP is never
            lifted.
          </li>
          <li>The history of every number keeps both: the opt-out, and that it was taken back.</li>
        </ul>
        <TextArea
          className="mt-3"
          label="What went wrong?"
          name="reason"
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          problem={problemOf('reason')}
        />
        <div className="mt-2">
          <Tick
            label={CORRECTION_STATEMENT}
            name="accepted"
            checked={accepted}
            onChange={(event) => setAccepted(event.target.checked)}
            problem={problemOf('accepted')}
          />
        </div>
        {message && (
          <div className="mt-3">
            <Notice tone="danger" role="alert">
              {message}
            </Notice>
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Keep it</Button>
        <Button type="submit" look="primary" aria-disabled={pending || undefined}>
          {pending ? 'Undoing…' : 'Undo this upload'}
        </Button>
      </DialogFooter>
    </form>
  );
}
