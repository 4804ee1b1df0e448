'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import type { E164, MessageId } from '@/db/vocabulary';
import { CORRECTION_STATEMENT } from '@/lib/opt-outs/policy';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { TextArea, Tick } from '../ui/field';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';

/** Takes back what a reply alone has closed, because it asked for nothing of the kind: a reason, and a sentence to tick. */
export function NotARequest({
  phone,
  message: id,
  correctReading,
}: {
  phone: E164;
  message: MessageId;
  correctReading: FormAction;
}) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [accepted, setAccepted] = useState(false);
  const { form, pending, submit, message, problemOf } = useFormAction(correctReading, {
    onDone: (said) => {
      toast.success(said);
      setOpen(false);
    },
  });
  if (!isOpen) {
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        Not a request to stop
      </Button>
    );
  }
  return (
    <form
      ref={form}
      noValidate
      aria-label="Not a request to stop"
      className="grid w-full gap-2 rounded-[10px] border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) submit({ phone, message: String(id), reason, accepted });
      }}
    >
      <TextArea
        label="What did they mean?"
        name="reason"
        maxLength={2000}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that was pressed has given way to this
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        problem={problemOf('reason')}
        hint="Kept in the history. What this reply alone closed opens again."
      />
      <Tick
        label={CORRECTION_STATEMENT}
        name="accepted"
        checked={accepted}
        onChange={(event) => setAccepted(event.target.checked)}
        problem={problemOf('accepted')}
      />
      {message && (
        <Notice tone="danger" role="alert">
          {message}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" size="small" aria-disabled={pending || undefined}>
          Save
        </Button>
        <Button size="small" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
