'use client';

import { ContactRound, Plus, SearchX, Upload } from 'lucide-react';
import Link from 'next/link';
import type { FieldProblem } from '@/lib/outcome';
import { UnreadableParts } from '../data-table/unreadable-parts';
import { Blank } from '../ui/blank';
import { Button, buttonClass } from '../ui/button';
import { Card } from '../ui/card';

/** An account, or a messenger, without any contact. */
export const FirstContacts = ({ onAdd }: { onAdd: () => void }) => (
  <Card>
    <Blank
      icon={<ContactRound size={22} />}
      title="No contacts yet"
      actions={
        <>
          <Link href="/contacts/import" className={buttonClass('primary')}>
            <Upload size={16} aria-hidden /> Bring your list
          </Link>
          <Button onClick={onAdd}>
            <Plus size={16} aria-hidden /> Enter one contact
          </Button>
        </>
      }
    >
      Contacts are the people you send to, by name and in groups. What they opted out of is kept apart from
      them: it stands whatever happens to a contact.
    </Blank>
  </Card>
);

export const NoContactMatches = ({ onClear }: { onClear: () => void }) => (
  <Blank
    icon={<SearchX size={22} />}
    title="No contacts match"
    actions={<Button onClick={onClear}>Clear filters</Button>}
  >
    Search by any part of a name or of a phone number.
  </Blank>
);

const PARTS: Record<string, string> = {
  search: 'the search',
  group: 'the group',
  show: 'what is shown',
  sort: 'the order',
  cursor: 'the page',
};

export const UnreadableAddress = ({ problems }: { problems: FieldProblem[] }) => (
  <UnreadableParts problems={problems} parts={PARTS} />
);
