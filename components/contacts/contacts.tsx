'use client';

import { Plus, Upload } from 'lucide-react';
import Link from 'next/link';
import { useCallback, useMemo, useState } from 'react';
import type { ContactFilter, ContactFilterKey } from '@/lib/contacts/filter';
import type { ContactPage, ContactRow, GroupView } from '@/lib/contacts/view';
import { formatCount } from '@/lib/format';
import type { FieldProblem } from '@/lib/outcome';
import { DataTable } from '../data-table/data-table';
import { Pager } from '../data-table/pager';
import { SearchBox } from '../data-table/search-box';
import { useView } from '../data-table/use-view';
import type { EditAccount } from '../opt-outs/edit-dialog';
import { Button, buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import { PageHead } from '../ui/page-head';
import { Tips } from '../ui/tips';
import { useFocusReturn } from '../ui/use-focus-return';
import { columnsOf } from './columns';
import type { ContactActions } from './contact-actions';
import { ContactDialog } from './contact-dialog';
import { restore } from './delete-form';
import { FirstContacts, NoContactMatches, UnreadableAddress } from './empty-states';
import { Filters } from './filters';
import { GroupsDialog } from './groups-dialog';

/** The parts of the URL that the list reads. */
const VIEW_KEYS = [
  'search',
  'group',
  'show',
  'sort',
  'cursor',
] as const satisfies readonly ContactFilterKey[];

const UNFILTERED = { search: null, group: null, show: null } as const;

/** The people the account sends to, and everything one can do about them. */
export function Contacts({
  account,
  may,
  filter,
  problems,
  page,
  groups,
  now,
  actions,
}: {
  account: EditAccount & { timeZone: string };
  may: { optIn: boolean; seeAll: boolean };
  filter: ContactFilter;
  problems: FieldProblem[];
  page: ContactPage;
  groups: GroupView[];
  now: Date;
  actions: ContactActions;
}) {
  const { view, change, pending } = useView(VIEW_KEYS);
  const [open, setOpen] = useState<ContactRow | 'new' | 'groups' | null>(null);
  const { root, remember, giveBack } = useFocusReturn(page);
  const clock = useMemo(() => ({ timeZone: account.timeZone, now }), [account.timeZone, now]);
  const show = useCallback(
    (what: ContactRow | 'new' | 'groups') => {
      remember();
      setOpen(what);
    },
    [remember],
  );
  const isDeleted = filter.show === 'deleted';
  const columns = useMemo(
    () =>
      columnsOf({
        clock,
        ofOthers: may.seeAll,
        onOpen: show,
        onRestore: isDeleted ? (row) => void restore(row, actions.restoreContact) : undefined,
      }),
    [clock, may.seeAll, show, isDeleted, actions.restoreContact],
  );
  const add = () => show('new');
  const isNarrowed = Boolean(filter.search || filter.group || filter.show);
  const isBlank = page.total === 0 && page.deleted === 0 && !isNarrowed;
  const clear = () => change(UNFILTERED);

  return (
    <div ref={root}>
      <PageHead
        title="Contacts"
        actions={
          <div className="flex shrink-0 items-center gap-2 self-start md:self-end">
            <Link href="/contacts/import" className={buttonClass()}>
              <Upload size={16} aria-hidden className="max-sm:hidden" /> Import contacts
            </Link>
            <Button
              look="primary"
              onClick={add}
              className="max-md:fixed max-md:right-4 max-md:bottom-4 max-md:z-20 max-md:h-12 max-md:rounded-full max-md:px-5 max-md:shadow-pop"
            >
              <Plus size={16} aria-hidden /> Add a contact
            </Button>
          </div>
        }
      >
        {may.seeAll ? 'Everybody this account sends to' : 'The people you added'}
      </PageHead>
      {problems.length > 0 && <UnreadableAddress problems={problems} />}
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchBox
          label="Search contacts"
          value={view.search ?? ''}
          onSearch={(search) =>
            change({ search: search || null }, { replace: Boolean(view.search && search) })
          }
        />
        {!isBlank && (
          <>
            <Filters view={view} change={change} groups={groups} deleted={page.deleted} />
            {may.seeAll && groups.length > 0 && (
              <Button look="ghost" size="small" onClick={() => show('groups')}>
                Manage groups
              </Button>
            )}
            <div className="flex min-h-8 items-center gap-2 sm:ml-auto">
              {isNarrowed && page.rows.length > 0 && (
                <Button look="ghost" size="small" onClick={clear}>
                  Clear filters
                </Button>
              )}
              <p role="status" className="text-ink-2">
                {countInWords(page.count, isDeleted)}
              </p>
            </div>
          </>
        )}
      </div>
      {isBlank ? (
        <FirstContacts onAdd={add} />
      ) : (
        <Card>
          {page.rows.length === 0 ? (
            <NoContactMatches onClear={clear} />
          ) : (
            <Tips>
              <DataTable
                label={isDeleted ? 'Deleted contacts' : 'Contacts'}
                columns={columns}
                rows={page.rows}
                rowId={(row) => String(row.id)}
                sort={pending && view.sort ? view.sort : filter.sort}
                onSort={(sort) => change({ sort })}
                busy={pending}
              />
            </Tips>
          )}
          {(page.previous || page.next) && (
            <Pager
              words={`${page.rows.length} on this page`}
              previous={page.previous}
              next={page.next}
              onTurn={(cursor) => {
                change({ cursor });
                root.current?.scrollIntoView({ block: 'start' });
              }}
            />
          )}
        </Card>
      )}
      {open === 'groups' && (
        <GroupsDialog groups={groups} actions={actions} onClose={() => setOpen(null)} onClosed={giveBack} />
      )}
      {open && open !== 'groups' && (
        <ContactDialog
          contact={open === 'new' ? null : open}
          groups={groups}
          account={account}
          mayOptIn={may.optIn}
          clock={clock}
          actions={actions}
          onClose={() => setOpen(null)}
          onClosed={giveBack}
        />
      )}
    </div>
  );
}

const countInWords = (count: number, isDeleted: boolean) =>
  `${formatCount(count)} ${isDeleted ? 'deleted ' : ''}${count === 1 ? 'contact' : 'contacts'}`;
