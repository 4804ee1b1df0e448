'use client';

import { toast } from 'sonner';
import type { BroadcastLine } from '@/lib/broadcasts/view';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import { countOf, messaged, people } from './words';

/** What cancelling does, before it does it. */
export function CancelDialog({
  broadcast: { id, channel, status, counts },
  open,
  onClose,
  cancelBroadcast,
}: {
  broadcast: BroadcastLine;
  open: boolean;
  onClose: () => void;
  cancelBroadcast: FormAction;
}) {
  const { pending, submit, message, forget } = useFormAction(cancelBroadcast, {
    onDone: (said) => {
      toast(said);
      onClose();
    },
  });
  const close = () => {
    forget();
    onClose();
  };
  const waiting = countOf(counts, 'queued') + counts.held;
  const what = channel === 'text' ? 'text' : 'call';
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Cancel this broadcast?"
      description={`${people(messaged(counts))} had it so far, ${people(waiting)} did not.`}
    >
      <DialogBody>
        <ul className="list-disc space-y-1 pl-5">
          <li>
            Whoever was not messaged yet gets no {what}. That can’t be taken back: you would write a new
            broadcast.
          </li>
          <li>A message already with the carrier may still arrive.</li>
          {status !== 'paused' && <li>To stop for a while only, close this and press Pause.</li>}
        </ul>
        {message && (
          <div className="mt-3">
            <Notice tone="danger" role="alert">
              {message}
            </Notice>
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={close}>Keep it</Button>
        <Button
          look="primary"
          aria-disabled={pending || undefined}
          onClick={() => !pending && submit({ id: String(id) })}
        >
          {pending ? 'Cancelling…' : 'Cancel broadcast'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
