'use client';

import { PhoneOff, Plus, SearchX, Upload } from 'lucide-react';
import Link from 'next/link';
import type { FieldProblem } from '@/lib/outcome';
import { UnreadableParts } from '../data-table/unreadable-parts';
import { Blank } from '../ui/blank';
import { Button, buttonClass } from '../ui/button';
import { Card } from '../ui/card';

/** A brand-new account. */
export const FirstSteps = ({ mayUpload, onAdd }: { mayUpload: boolean; onAdd: () => void }) => (
  <Card>
    <Blank
      icon={<PhoneOff size={22} />}
      title="Nobody has opted out yet"
      actions={
        <>
          {mayUpload && (
            <Link href="/reports/opt-outs/upload" className={buttonClass('primary')}>
              <Upload size={16} aria-hidden /> Bring your list
            </Link>
          )}
          <Button onClick={onAdd}>
            <Plus size={16} aria-hidden /> Enter one number
          </Button>
        </>
      }
    >
      Whoever texts STOP or presses 3 on a call will appear here by themselves. Do you already have a list of
      people who asked not to be called or texted? Upload it as CSV or Excel, and we will never message them.
    </Blank>
  </Card>
);

export const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <Blank
    icon={<SearchX size={22} />}
    title="No opt-outs match"
    actions={<Button onClick={onClear}>Clear filters</Button>}
  >
    A number that is not on this list has not opted out here.
  </Blank>
);

const PARTS: Record<string, string> = {
  type: 'the opt out type',
  source: 'the source',
  added: 'the date added',
  added_from: 'the first day',
  added_to: 'the last day',
  search: 'the search',
  sort: 'the order',
  cursor: 'the page',
};

export const UnreadableView = ({ problems }: { problems: FieldProblem[] }) => (
  <UnreadableParts problems={problems} parts={PARTS} />
);
