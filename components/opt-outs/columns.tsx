'use client';

import { createColumnHelper } from '@tanstack/react-table';
import { formatDay } from '@/lib/format';
import { SOURCE_WORDS } from '@/lib/opt-outs/policy';
import type { OptOutRow } from '@/lib/opt-outs/view';
import type { features } from '../data-table/data-table';
import { SelectPage, SelectRow } from '../data-table/select-box';
import { Moment, type Clock } from '../ui/moment';
import { ChannelCell, wholeRowInWords } from './channel-cell';

const helper = createColumnHelper<typeof features, OptOutRow>();

/** The columns of the report; ids of those that can be sorted are the words of `sort` in the URL. */
export function columnsOf({
  clock,
  onOpen,
  selectable,
}: {
  clock: Clock;
  onOpen: (row: OptOutRow) => void;
  selectable: boolean;
}) {
  const { timeZone } = clock;
  return helper.columns([
    ...(selectable ? [SELECT] : []),
    helper.accessor('phone', {
      id: 'phone',
      header: 'Phone number',
      sortDescFirst: false,
      meta: { className: 'max-md:col-span-2 whitespace-nowrap' },
      cell: ({ row: { original: row } }) => (
        <button
          type="button"
          data-phone={row.phone}
          data-tip={wholeRowInWords(row, timeZone)}
          onClick={() => onOpen(row)}
          className="-my-1 rounded py-1 font-medium underline decoration-line-strong underline-offset-3 hover:decoration-current max-md:text-base"
        >
          {row.shown}
        </button>
      ),
    }),
    helper.display({
      id: 'voice',
      header: 'Voice',
      cell: ({ row }) => <ChannelCell view={row.original} channel="voice" timeZone={timeZone} />,
    }),
    helper.display({
      id: 'text',
      header: 'Text',
      cell: ({ row }) => <ChannelCell view={row.original} channel="text" timeZone={timeZone} />,
    }),
    helper.display({
      id: 'source',
      header: 'Source',
      meta: { className: 'wrap-anywhere max-md:pt-1 md:min-w-24' },
      cell: ({ row }) => <SourceCell row={row.original} />,
    }),
    helper.accessor('addedAt', {
      id: 'added_at',
      header: 'Date added',
      sortDescFirst: true,
      meta: { className: 'max-md:pt-1 md:min-w-34 lg:whitespace-nowrap' },
      cell: ({ row: { original: row } }) => (
        <>
          <Moment at={row.addedAt} clock={clock} className="rounded" />
          {row.askedOn && (
            <span className="block text-[13px] text-ink-2">Asked on {formatDay(row.askedOn)}</span>
          )}
        </>
      ),
    }),
    helper.display({
      id: 'added_by',
      header: 'Added by',
      meta: {
        className:
          'wrap-anywhere text-ink-2 md:min-w-20 max-md:col-span-2 max-md:text-[13px] max-md:before:content-["Added_by_"]',
      },
      cell: ({ row }) => adderOf(row.original),
    }),
  ]);
}

const SELECT = helper.display({
  id: 'select',
  meta: {
    className: 'max-md:absolute max-md:top-2.5 max-md:right-2 md:w-10 md:!pr-0 md:!pl-2 lg:!pl-3',
    headerClassName: 'max-md:order-last max-md:ml-auto md:w-10 md:!pr-0 md:!pl-2 lg:!pl-3',
  },
  header: ({ table }) => (
    <SelectPage ids={table.getRowModel().rows.map(({ id }) => id)} className="md:-my-1" />
  ),
  cell: ({ row }) => <SelectRow id={row.id} label={`Select ${row.original.shown}`} className="md:-my-1" />,
});

const SourceCell = ({ row }: { row: OptOutRow }) => (
  <>
    {SOURCE_WORDS[row.source]}
    {row.uploadName && <span className="text-ink-2"> · {row.uploadName}</span>}
  </>
);

function adderOf({ addedBy }: OptOutRow): string {
  switch (addedBy.kind) {
    case 'recipient':
      return 'Recipient';
    case 'carrier':
      return 'Carrier';
    case 'system':
      return 'Opt Out Report';
    default:
      return addedBy.name;
  }
}
