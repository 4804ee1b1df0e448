'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import type { PhoneDetail } from '@/lib/opt-outs/view';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { DialogBody, DialogFooter } from '../ui/dialog';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import type { EditAccount } from './edit-dialog';
import { History } from './history';
import { editOf, emptyDraft, withoutTick } from './phone-draft';
import { PhoneEdit } from './phone-edit';

/** Switches, consent where a channel would open, history, Save. */
export function EditForm({
  detail,
  account,
  mayOptIn,
  clock,
  editOptOut,
  onMistake,
  onClose,
  onOutdated,
}: {
  detail: PhoneDetail;
  account: EditAccount;
  mayOptIn: boolean;
  clock: Clock;
  editOptOut: FormAction;
  /** To the form that takes an opt-out back, because nobody had asked for it. */
  onMistake: () => void;
  onClose: () => void;
  /** Somebody has opted the phone out since it was read: read it again. */
  onOutdated: () => void;
}) {
  const [draft, setDraft] = useState(() => emptyDraft(clock, account.country));
  const { form, pending, submit, message, problemOf, refuse, forget } = useFormAction(editOptOut, {
    onDone: (said) => {
      toast.success(said);
      onClose();
    },
    onRefused: (reason) => {
      if (reason !== 'newer_opt_out' && reason !== 'recipient_must_text_unstop') return;
      setDraft(withoutTick);
      onOutdated();
    },
  });
  const save = () => {
    if (pending) return;
    const edit = editOf(detail, draft);
    if (edit) submit(edit);
    else refuse('Nothing has changed, so there is nothing to save.');
  };
  return (
    <form
      ref={form}
      noValidate
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <DialogBody>
        <PhoneEdit
          detail={detail}
          account={account}
          mayOptIn={mayOptIn}
          clock={clock}
          draft={draft}
          onDraft={setDraft}
          onToggle={forget}
          onMistake={onMistake}
          problemOf={problemOf}
        />
        {message && (
          <div className="mt-3">
            <Notice tone="danger" role="alert">
              {message}
            </Notice>
          </div>
        )}
        <History lines={detail.history} total={detail.seq} timeZone={clock.timeZone} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" aria-disabled={pending || undefined}>
          {pending ? 'Saving…' : 'Save'}
        </Button>
      </DialogFooter>
    </form>
  );
}
