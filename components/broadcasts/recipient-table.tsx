'use client';

import { useRouter } from 'next/navigation';
import type { BroadcastId, E164 } from '@/db/vocabulary';
import { shownAt, type Shown } from '@/lib/broadcasts/filter';
import type { BroadcastCounts, RecipientLine } from '@/lib/broadcasts/view';
import { formatCount } from '@/lib/format';
import { Pager } from '../data-table/pager';
import { Button } from '../ui/button';
import { Moment, type Clock } from '../ui/moment';
import type { RecipientPage } from './result';
import { fateInWords, reasonInWords } from './words';

const HEADS = ['Phone number', 'Result', 'When', ''];

/** What became of each recipient, and a way to opt each out. */
export function RecipientTable({
  id,
  counts,
  shown,
  page,
  clock,
  onOptOut,
}: {
  id: BroadcastId;
  counts: BroadcastCounts;
  shown: Shown;
  page: RecipientPage;
  clock: Clock;
  onOptOut: (recipient: RecipientLine) => void;
}) {
  const router = useRouter();
  const turn = (to: Shown) => router.push(shownAt(id, { show: shown.show, ...to }), { scroll: false });
  if (page.recipients.length === 0) {
    return (
      <p className="px-5 py-10 text-center text-ink-2">
        {counts.recipients === 0 ? 'This broadcast has no recipients.' : 'Nobody stands here.'}
      </p>
    );
  }
  return (
    <>
      <table role="table" aria-label="Recipients" className="block w-full border-collapse md:table">
        <thead role="rowgroup" className="hidden md:table-header-group">
          <tr role="row" className="border-b border-line bg-sunken text-left text-[13px] text-ink-2">
            {HEADS.map((head) => (
              <th key={head} role="columnheader" scope="col" className="px-4 py-2 font-medium">
                {head || <span className="sr-only">Actions</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="block md:table-row-group">
          {page.recipients.map((recipient) => (
            <Row key={recipient.phone} recipient={recipient} clock={clock} onOptOut={onOptOut} />
          ))}
        </tbody>
      </table>
      {(page.previous || page.next) && (
        <Pager
          words={`${formatCount(page.recipients.length)} on this page`}
          previous={page.previous}
          next={page.next}
          onTurn={(phone) => turn(phone === page.next ? { after: phone as E164 } : { before: phone as E164 })}
        />
      )}
    </>
  );
}

function Row({
  recipient,
  clock,
  onOptOut,
}: {
  recipient: RecipientLine;
  clock: Clock;
  onOptOut: (recipient: RecipientLine) => void;
}) {
  const { shown, name, deliveredAt, handedOffAt, optedOut } = recipient;
  const at = deliveredAt ?? handedOffAt;
  const cell = 'min-w-0 md:table-cell md:px-4 md:py-2.5 md:align-top';
  return (
    <tr
      role="row"
      className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-b-0 hover:bg-sunken/60 md:table-row"
    >
      <td role="cell" className={cell}>
        <span className="block font-medium whitespace-nowrap tabular-nums">{shown}</span>
        {name && <span className="block text-[13px] break-words text-ink-2">{name}</span>}
      </td>
      <td role="cell" className={`${cell} max-md:order-3 max-md:col-span-2`}>
        <span className="block">
          {fateInWords(recipient)}
          {optedOut && <span className="font-medium text-lock"> · Opted out because of it</span>}
        </span>
        <Why recipient={recipient} timeZone={clock.timeZone} />
      </td>
      <td role="cell" className={`${cell} text-ink-2 max-md:order-4 max-md:col-span-2`}>
        {at && <Moment at={at} clock={clock} />}
      </td>
      <td role="cell" className={`${cell} text-right`}>
        <Button
          size="small"
          aria-label={`Opt out ${shown}`}
          onClick={() => onOptOut(recipient)}
          className="max-md:h-9"
        >
          Opt out
        </Button>
      </td>
    </tr>
  );
}

function Why({ recipient, timeZone }: { recipient: RecipientLine; timeZone: string }) {
  const { reason, problem } = recipient;
  const why = reason ? reasonInWords({ ...recipient, reason }, timeZone) : problem;
  return why && <span className="block text-[13px] break-words text-ink-2">{why}</span>;
}
