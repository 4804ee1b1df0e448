'use client';

import type { ClipboardEvent } from 'react';
import type { GroupView } from '@/lib/contacts/view';
import { TextArea } from '../ui/field';
import { Chips } from './chips';
import type { Draft } from './draft';
import { ListChooser } from './list-chooser';
import { PeopleChooser } from './people-chooser';
import { linesOf, numbersOf } from './chosen-words';

/** Some thousand numbers: a text field of a hundred thousand lines takes a browser many seconds to draw. */
const A_LARGE_PIECE = 50_000;

/** To whom: pasted numbers, contacts and groups, files; together, each phone once. */
export function RecipientsField({
  draft,
  groups,
  onChange,
  problem,
}: {
  draft: Draft;
  groups: GroupView[];
  onChange: (patch: Partial<Draft>) => void;
  problem: string | null;
}) {
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (text.length < A_LARGE_PIECE) return;
    event.preventDefault();
    onChange({ pastes: [...draft.pastes, text] });
  };
  const chosen = [
    ...draft.pastes.map((text, at) => ({
      key: `paste ${at}`,
      name: linesOf(text),
      remove: () => onChange({ pastes: draft.pastes.filter((_, each) => each !== at) }),
    })),
    ...draft.groups.map((group) => ({
      key: `group ${group.id}`,
      name: group.name,
      detail: `group of ${group.members}`,
      remove: () => onChange({ groups: draft.groups.filter(({ id }) => id !== group.id) }),
    })),
    ...draft.contacts.map((contact) => ({
      key: `contact ${contact.id}`,
      name: contact.name,
      remove: () => onChange({ contacts: draft.contacts.filter(({ id }) => id !== contact.id) }),
    })),
    ...draft.lists.map((list) => ({
      key: `list ${list.id}`,
      name: list.fileName,
      detail: numbersOf(list),
      remove: () => onChange({ lists: draft.lists.filter(({ id }) => id !== list.id) }),
    })),
  ];
  return (
    <div className="grid grid-cols-1 gap-4">
      <TextArea
        label="Recipients"
        name="recipients"
        rows={4}
        autoComplete="off"
        spellCheck={false}
        className="tabular-nums"
        placeholder="(512) 555-0142"
        value={draft.pasted}
        onChange={(event) => onChange({ pasted: event.target.value })}
        onPaste={paste}
        problem={problem}
        hint="Type or paste phone numbers, one a line. Written any way; a number listed twice gets one message."
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
        <PeopleChooser
          groups={groups.filter(({ id }) => !draft.groups.some((group) => group.id === id))}
          isChosen={(id) => draft.contacts.some((contact) => contact.id === id)}
          onGroup={(group) => onChange({ groups: [...draft.groups, group] })}
          onContact={(contact) => onChange({ contacts: [...draft.contacts, contact] })}
        />
        <ListChooser onList={(list) => onChange({ lists: [...draft.lists, list] })} />
      </div>
      <Chips label="Chosen" chips={chosen} />
    </div>
  );
}
