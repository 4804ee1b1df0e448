'use client';

import { toast } from 'sonner';
import { RESTORABLE_DAYS } from '@/lib/contacts/policy';
import type { ContactRow } from '@/lib/contacts/view';
import { IDLE } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { DialogBody, DialogFooter } from '../ui/dialog';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import type { ContactActions } from './contact-actions';

/** What deleting a contact does, before it does it. */
export function DeleteForm({
  contact,
  actions,
  onBack,
  onClose,
}: {
  contact: ContactRow;
  actions: Pick<ContactActions, 'deleteContact' | 'restoreContact'>;
  onBack: () => void;
  onClose: () => void;
}) {
  const { form, pending, submit, message } = useFormAction(actions.deleteContact, {
    onDone: (said) => {
      toast(said, {
        action: { label: 'Undo', onClick: () => void restore(contact, actions.restoreContact) },
      });
      onClose();
    },
  });
  return (
    <form
      ref={form}
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) submit({ id: String(contact.id) });
      }}
    >
      <DialogBody>
        <p className="font-medium">Delete this contact?</p>
        <ul className="mt-2 list-disc space-y-1 pl-5">
          <li>They are no longer among the contacts and groups that you send to.</li>
          <li>Whatever they opted out of stands: deleting a contact never allows calls or texts again.</li>
          <li>For {RESTORABLE_DAYS} days you can restore it under “Deleted”.</li>
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
        <Button onClick={onBack}>Keep it</Button>
        <Button type="submit" look="primary" aria-disabled={pending || undefined}>
          {pending ? 'Deleting…' : 'Delete contact'}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Brings it back, and says whether that worked. */
export async function restore(contact: ContactRow, action: ContactActions['restoreContact']): Promise<void> {
  const form = new FormData();
  form.set('id', String(contact.id));
  const answer = await action(IDLE, form).catch(() => null);
  if (answer?.status === 'done') toast.success(answer.message);
  else
    toast.error(
      (answer?.status === 'refused' && answer.message) ||
        `${contact.name} could not be restored just now. Nothing was changed; try again.`,
    );
}
