'use client';

import { createColumnHelper } from '@tanstack/react-table';
import type { ContactRow } from '@/lib/contacts/view';
import type { features } from '../data-table/data-table';
import { Button } from '../ui/button';
import { Moment, type Clock } from '../ui/moment';
import { ClosedChannels } from './closed-channels';

const helper = createColumnHelper<typeof features, ContactRow>();

/** The columns of the list; of deleted contacts when, and the way back, instead of whose they are. */
export function columnsOf({
  clock,
  ofOthers,
  onOpen,
  onRestore,
}: {
  clock: Clock;
  /** Contacts of other users are among them. */
  ofOthers: boolean;
  onOpen: (row: ContactRow) => void;
  /** Only where deleted contacts are shown. */
  onRestore?: (row: ContactRow) => void;
}) {
  return helper.columns([
    helper.accessor('name', {
      id: 'name',
      header: 'Name',
      sortDescFirst: false,
      meta: { className: 'max-md:col-span-2 wrap-anywhere md:min-w-36' },
      cell: ({ row: { original: row } }) =>
        onRestore ? (
          <span className="font-medium max-md:text-base">{row.name}</span>
        ) : (
          <button
            type="button"
            onClick={() => onOpen(row)}
            className="-my-1 rounded py-1 text-left font-medium underline decoration-line-strong underline-offset-3 hover:decoration-current max-md:text-base"
          >
            {row.name}
          </button>
        ),
    }),
    helper.display({
      id: 'phones',
      header: 'Phone numbers',
      meta: { className: 'max-md:col-span-2 md:min-w-48' },
      cell: ({ row }) => <Phones row={row.original} />,
    }),
    helper.display({
      id: 'groups',
      header: 'Groups',
      meta: { className: 'max-md:col-span-2 max-md:empty:hidden wrap-anywhere' },
      cell: ({ row }) => <Groups row={row.original} />,
    }),
    ...(ofOthers
      ? [
          helper.display({
            id: 'owner',
            header: 'Added by',
            meta: {
              className:
                'wrap-anywhere text-ink-2 md:min-w-20 max-md:col-span-2 max-md:text-[13px] max-md:before:content-["Added_by_"]',
            },
            cell: ({ row }) => row.original.owner ?? 'an API key',
          }),
        ]
      : []),
    ...(onRestore
      ? [
          helper.display({
            id: 'deleted',
            header: 'Deleted',
            meta: { className: 'max-md:before:content-["Deleted_"] text-ink-2 lg:whitespace-nowrap' },
            cell: ({ row: { original: row } }) =>
              row.deletedAt && <Moment at={row.deletedAt} clock={clock} className="rounded" />,
          }),
          helper.display({
            id: 'restore',
            header: 'Restore',
            meta: { className: 'text-right' },
            cell: ({ row: { original: row } }) => (
              <Button size="small" onClick={() => onRestore(row)} aria-label={`Restore ${row.name}`}>
                Restore
              </Button>
            ),
          }),
        ]
      : []),
  ]);
}

const Phones = ({ row }: { row: ContactRow }) =>
  row.phones.length === 0 ? (
    <span className="text-ink-2">No number</span>
  ) : (
    <ul className="grid gap-1">
      {row.phones.map((phone) => (
        <li key={phone.phone}>
          <ClosedChannels phone={phone} />
        </li>
      ))}
    </ul>
  );

const Groups = ({ row }: { row: ContactRow }) =>
  row.groups.length > 0 && (
    <ul className="flex flex-wrap gap-1">
      {row.groups.map(({ id, name }) => (
        <li key={id} className="rounded-full border border-line bg-sunken px-2 text-[13px] text-ink-2">
          {name}
        </li>
      ))}
    </ul>
  );
