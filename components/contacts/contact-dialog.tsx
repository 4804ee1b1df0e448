'use client';

import { unstable_rethrow } from 'next/navigation';
import { useCallback, useEffect, useState, useTransition } from 'react';
import type { ContactDetail, ContactRow, GroupView } from '@/lib/contacts/view';
import type { EditAccount } from '../opt-outs/edit-dialog';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { Bone } from '../ui/skeleton';
import type { ContactActions } from './contact-actions';
import { ContactForm } from './contact-form';
import { DeleteForm } from './delete-form';

/** A contact, or a new one: Info, Groups, Opt In/Out. */
export function ContactDialog({
  contact,
  onClose,
  onClosed,
  ...rest
}: {
  /** Null: a new one. */
  contact: ContactRow | null;
  onClose: () => void;
  onClosed: () => void;
  groups: GroupView[];
  account: EditAccount;
  mayOptIn: boolean;
  clock: Clock;
  actions: ContactActions;
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      onClosed={onClosed}
      title={contact?.name ?? 'Add a contact'}
      description={contact ? groupsInWords(contact) : 'Save keeps all tabs together.'}
    >
      {contact ? (
        <KnownContact contact={contact} onClose={onClose} {...rest} />
      ) : (
        <ContactForm contact={null} onClose={onClose} {...rest} />
      )}
    </Dialog>
  );
}

type Props = Omit<Parameters<typeof ContactForm>[0], 'contact' | 'onDelete'>;

function KnownContact({ contact, ...rest }: Props & { contact: ContactRow }) {
  const read = useContact(contact.id, rest.actions.findContact);
  const [isDeleting, setDeleting] = useState(false);
  if (isDeleting) return <DeleteForm contact={contact} onBack={() => setDeleting(false)} {...rest} />;
  if (read.status === 'shown')
    return <ContactForm contact={read.contact} onDelete={() => setDeleting(true)} {...rest} />;
  return (
    <>
      <DialogBody>
        {read.status === 'loading' ? (
          <div aria-busy="true" aria-label="Loading" className="grid gap-3 pt-12">
            {[0, 1, 2].map((field) => (
              <div key={field} className="grid gap-2">
                <Bone className="w-24" />
                <Bone className="h-9 rounded-lg" />
              </div>
            ))}
          </div>
        ) : (
          <Notice tone={read.status === 'failed' ? 'danger' : 'quiet'} role="alert">
            {read.status === 'failed'
              ? 'We could not read this contact just now. Nothing was changed.'
              : 'This contact is not there any more.'}
          </Notice>
        )}
      </DialogBody>
      <DialogFooter>
        {read.status === 'failed' && (
          <Button look="primary" onClick={read.reread}>
            Try again
          </Button>
        )}
        <Button onClick={rest.onClose}>Cancel</Button>
        {read.status === 'loading' && (
          <Button look="primary" disabled>
            Save
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

type Read = { contact: ContactDetail | null } | { failed: true };

function useContact(id: number, find: ContactActions['findContact']) {
  const [read, setRead] = useState<Read | null>(null);
  const [, startTransition] = useTransition();
  const reread = useCallback(
    () =>
      startTransition(async () => {
        const next = await find(id).then(
          (contact): Read => ({ contact }),
          (error: unknown): Read => {
            unstable_rethrow(error);
            return { failed: true };
          },
        );
        setRead(next);
      }),
    [id, find],
  );
  useEffect(reread, [reread]);
  if (!read) return { status: 'loading', reread } as const;
  if ('failed' in read) return { status: 'failed', reread } as const;
  return read.contact
    ? ({ status: 'shown', contact: read.contact, reread } as const)
    : ({ status: 'missing', reread } as const);
}

const groupsInWords = ({ groups, owner }: ContactRow) =>
  [groups.map(({ name }) => name).join(', '), owner && `Added by ${owner}`].filter(Boolean).join(' · ');
