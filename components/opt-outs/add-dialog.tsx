'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog';
import { Problem, TextArea, TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { SwitchRow } from '../ui/switch-row';
import { useFormAction } from '../ui/use-form-action';
import { ChannelIcon } from './channel-icon';

const EMPTY = { phone: '', voice: true, text: true, note: '' };

/** Adds one phone. What is typed stays while the page does, also when the dialog is closed in between. */
export function AddDialog({
  open,
  onClose,
  onClosed,
  addOptOut,
}: {
  open: boolean;
  onClose: () => void;
  onClosed: () => void;
  addOptOut: FormAction;
}) {
  const [draft, setDraft] = useState(EMPTY);
  const change = (patch: Partial<typeof EMPTY>) => setDraft({ ...draft, ...patch });
  const { form, pending, submit, message, problemOf, forget } = useFormAction(addOptOut, {
    onDone: (said) => {
      toast.success(said);
      setDraft(EMPTY);
      onClose();
    },
  });
  const close = () => {
    forget();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      onClosed={onClosed}
      title="Add an opt-out"
      description="We stop messaging it at once. A message already with the carrier may still arrive."
    >
      <form
        ref={form}
        noValidate
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) submit(draft);
        }}
      >
        <DialogBody>
          <TextField
            label="Phone number"
            name="phone"
            inputMode="tel"
            autoComplete="off"
            value={draft.phone}
            onChange={(event) => change({ phone: event.target.value })}
            problem={problemOf('phone')}
          />
          <div className="mt-3 grid gap-2">
            <SwitchRow
              icon={<ChannelIcon channel="voice" closed />}
              label="Opt out of voice"
              lines="No more calls"
              toggle={{ on: draft.voice, onChange: (voice) => change({ voice }), field: 'channels' }}
            />
            <SwitchRow
              icon={<ChannelIcon channel="text" closed />}
              label="Opt out of text"
              lines="No more text messages"
              toggle={{ on: draft.text, onChange: (text) => change({ text }), field: 'channels' }}
            />
          </div>
          <Problem text={problemOf('channels')} />
          <TextArea
            className="mt-3"
            label="Note"
            name="note"
            maxLength={2000}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
            problem={problemOf('note')}
            hint="Optional. Kept in the number’s history."
          />
          {message && (
            <div className="mt-3">
              <Notice tone="danger" role="alert">
                {message}
              </Notice>
            </div>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={pending || undefined}>
            {pending ? 'Saving…' : 'Save'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
