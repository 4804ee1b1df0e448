'use client';

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { ContactId } from '@/db/vocabulary';
import type { GroupView } from '@/lib/contacts/view';
import { formatCount } from '@/lib/format';
import { cx } from '../ui/class-names';
import { ask } from './ask';

type FoundContact = { id: ContactId; name: string; phones: string[] };
type Choice = { key: string; name: string; detail: string; choose: () => void };

const QUIET_MS = 200;
const MOST_GROUPS = 8;

/** Finds contacts and groups by name as one types, and adds the one that is chosen. */
export function PeopleChooser({
  groups,
  isChosen,
  onGroup,
  onContact,
}: {
  groups: GroupView[];
  isChosen: (id: ContactId) => boolean;
  onGroup: (group: GroupView) => void;
  onContact: (contact: { id: ContactId; name: string }) => void;
}) {
  const id = useId();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { contacts, state } = useContacts(search, open);
  const list = useRef<HTMLDivElement>(null);

  const wanted = search.trim().toLowerCase();
  const choices: Choice[] = [
    ...groups
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .slice(0, MOST_GROUPS)
      .map((group) => ({
        key: `g${group.id}`,
        name: group.name,
        detail: `Group of ${formatCount(group.members)}`,
        choose: () => onGroup(group),
      })),
    ...contacts
      .filter((contact) => !isChosen(contact.id))
      .map((contact) => ({
        key: `c${contact.id}`,
        name: contact.name,
        detail: contact.phones.join(', ') || 'No phone number',
        choose: () => onContact({ id: contact.id, name: contact.name }),
      })),
  ];
  const at = Math.min(active, choices.length - 1);
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    choice.choose();
    setSearch('');
    setActive(0);
    setOpen(false);
  };
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const press = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      event.preventDefault();
      if (!open) setOpen(true);
      else setActive((at + move + choices.length) % Math.max(choices.length, 1));
    } else if (event.key === 'Enter') {
      // Never sends the form: somebody who looks for a name has not finished.
      event.preventDefault();
      if (open) choose(choices[at]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
    }
  };

  return (
    <div className="relative">
      <label htmlFor={id} className="mb-1 block font-medium">
        Contacts and groups
      </label>
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && choices[at] ? `${id}-${choices[at].key}` : undefined}
        autoComplete="off"
        placeholder="Search by name or number"
        value={search}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={press}
        className="h-9 w-full rounded-lg border border-control bg-surface px-3 text-ink focus-visible:outline-offset-0 max-md:h-10 max-md:text-base"
      />
      <div
        className={cx(
          'absolute inset-x-0 top-full z-20 mt-1 rounded-[10px] border border-line bg-surface p-1 shadow-pop',
          !open && 'hidden',
        )}
        // The field keeps focus while one chooses with the mouse.
        onPointerDown={(event) => event.preventDefault()}
      >
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label="Contacts and groups"
          className="max-h-72 overflow-y-auto"
        >
          {choices.map((choice, index) => (
            // Focus stays in the field, which hears the keys.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={choice.key}
              id={`${id}-${choice.key}`}
              role="option"
              aria-selected={index === at}
              onPointerEnter={() => setActive(index)}
              onClick={() => choose(choice)}
              className={cx('cursor-pointer rounded-md px-2.5 py-1.5', index === at && 'bg-sunken')}
            >
              <span className="block truncate">{choice.name}</span>
              <span className="block truncate text-[13px] text-ink-2 tabular-nums">{choice.detail}</span>
            </div>
          ))}
        </div>
        <p role="status" className="px-2.5 py-1.5 text-[13px] text-ink-2 empty:hidden">
          {statusOf(state, choices.length, wanted)}
        </p>
      </div>
    </div>
  );
}

function statusOf(state: 'looking' | 'ready' | 'failed', found: number, wanted: string): string | null {
  if (state === 'failed') return 'Contacts could not be searched just now. Type on to try again.';
  if (found > 0) return null;
  if (state === 'looking') return 'Searching…';
  return wanted ? `No contact or group matches “${wanted}”.` : 'There are no contacts yet.';
}

type Found = { search: string | null; contacts: FoundContact[]; failed: boolean };

/** The first contacts that match, as one types; those of the last search until the next has come. */
function useContacts(search: string, open: boolean) {
  const [found, setFound] = useState<Found>({ search: null, contacts: [], failed: false });
  useEffect(() => {
    if (!open) return;
    const stop = new AbortController();
    const look = async () => {
      const path = `/api/broadcasts/contacts?search=${encodeURIComponent(search.trim())}`;
      const asked = await ask<FoundContact[]>(path, { signal: stop.signal });
      if (!asked || stop.signal.aborted) return;
      setFound({ search, contacts: asked.ok ? asked.body : [], failed: !asked.ok });
    };
    const timer = setTimeout(() => void look(), QUIET_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [search, open]);
  const state = found.search !== search ? 'looking' : found.failed ? 'failed' : 'ready';
  return { contacts: found.contacts, state } as const;
}
