'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import type { GroupView } from '@/lib/contacts/view';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import type { ContactActions } from './contact-actions';
import { contacts } from './import-words';

type Actions = Pick<ContactActions, 'renameGroup' | 'deleteGroup'>;

/** Renames and deletes groups; they are made where a contact is put into them. */
export function GroupsDialog({
  groups,
  actions,
  onClose,
  onClosed,
}: {
  groups: GroupView[];
  actions: Actions;
  onClose: () => void;
  onClosed: () => void;
}) {
  const [changed, setChanged] = useState<{ id: number; how: 'rename' | 'delete' } | null>(null);
  const back = () => setChanged(null);
  return (
    <Dialog
      open
      onClose={onClose}
      onClosed={onClosed}
      title="Groups"
      description="Contacts stay when their group is deleted."
    >
      <DialogBody>
        {groups.length === 0 && <p className="text-ink-2">There is no group any more.</p>}
        <ul>
          {groups.map((group) => (
            <li key={group.id} className="border-b border-line py-2.5 last:border-b-0">
              {changed?.id === group.id && changed.how === 'rename' ? (
                <RenameForm group={group} actions={actions} onBack={back} />
              ) : changed?.id === group.id ? (
                <DeleteForm group={group} actions={actions} onBack={back} />
              ) : (
                <div className="flex items-center gap-2">
                  <p className="min-w-0 flex-1 wrap-anywhere">
                    <span className="font-medium">{group.name}</span>{' '}
                    <span className="text-[13px] text-ink-2">{contacts(group.members)}</span>
                  </p>
                  <Button
                    size="small"
                    aria-label={`Rename ${group.name}`}
                    onClick={() => setChanged({ id: group.id, how: 'rename' })}
                  >
                    Rename
                  </Button>
                  <Button
                    size="small"
                    aria-label={`Delete ${group.name}`}
                    onClick={() => setChanged({ id: group.id, how: 'delete' })}
                  >
                    Delete
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Done</Button>
      </DialogFooter>
    </Dialog>
  );
}

function RenameForm({ group, actions, onBack }: { group: GroupView; actions: Actions; onBack: () => void }) {
  const [name, setName] = useState(group.name);
  const { form, pending, submit, message, problemOf } = useFormAction(actions.renameGroup, {
    onDone: (said) => {
      toast.success(said);
      onBack();
    },
  });
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) submit({ id: String(group.id), name });
      }}
    >
      <TextField
        label={`New name of ${group.name}`}
        name="name"
        autoComplete="off"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
        problem={problemOf('name')}
      />
      <Refusal message={message} />
      <div className="mt-2 flex justify-end gap-2">
        <Button size="small" onClick={onBack}>
          Cancel
        </Button>
        <Button size="small" type="submit" look="primary" aria-disabled={pending || undefined}>
          {pending ? 'Saving…' : 'Save name'}
        </Button>
      </div>
    </form>
  );
}

function DeleteForm({ group, actions, onBack }: { group: GroupView; actions: Actions; onBack: () => void }) {
  const { form, pending, submit, message } = useFormAction(actions.deleteGroup, {
    onDone: (said) => {
      toast(said);
      onBack();
    },
  });
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) submit({ id: String(group.id) });
      }}
    >
      <p>
        Delete <span className="font-medium wrap-anywhere">{group.name}</span>? Its {contacts(group.members)}{' '}
        stay, but nobody can be reached as this group any more.
      </p>
      <Refusal message={message} />
      <div className="mt-2 flex justify-end gap-2">
        <Button size="small" onClick={onBack}>
          Keep it
        </Button>
        <Button size="small" type="submit" look="primary" aria-disabled={pending || undefined}>
          {pending ? 'Deleting…' : 'Delete group'}
        </Button>
      </div>
    </form>
  );
}

const Refusal = ({ message }: { message: string | null }) =>
  message && (
    <div className="mt-2">
      <Notice tone="danger" role="alert">
        {message}
      </Notice>
    </div>
  );
