import { Megaphone } from 'lucide-react';
import Link from 'next/link';
import type { BroadcastId } from '@/db/vocabulary';
import type { BroadcastLine } from '@/lib/broadcasts/view';
import { formatAppointment, formatCount } from '@/lib/format';
import { ChannelIcon } from '../opt-outs/channel-icon';
import { Blank } from '../ui/blank';
import { buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import { Moment, type Clock } from '../ui/moment';
import { PageHead } from '../ui/page-head';
import { Tips } from '../ui/tips';
import { Live } from './live';
import { NewBroadcast } from './new-broadcast';
import { StatusBadge } from './status-badge';
import { CHANNEL_WORDS, countOf, listed, messaged, recipients } from './words';

/** The broadcasts that one may see, the newest first. */
export function BroadcastList({
  broadcasts,
  next,
  isFirst,
  clock,
}: {
  broadcasts: BroadcastLine[];
  next: BroadcastId | null;
  isFirst: boolean;
  clock: Clock;
}) {
  return (
    <>
      <PageHead title="Broadcasts" actions={<NewBroadcast />}>
        Texts and calls to many people at once. Nobody who opted out gets one.
      </PageHead>
      {broadcasts.some(({ status }) => status === 'sending') && <Live />}
      <Card>
        {broadcasts.length === 0 ? (
          <Empty isFirst={isFirst} />
        ) : (
          <Tips>
            <ul aria-label="Broadcasts">
              {broadcasts.map((broadcast) => (
                <Line key={broadcast.id} broadcast={broadcast} clock={clock} />
              ))}
            </ul>
          </Tips>
        )}
        {(next !== null || !isFirst) && <Pages next={next} isFirst={isFirst} />}
      </Card>
    </>
  );
}

function Line({ broadcast, clock }: { broadcast: BroadcastLine; clock: Clock }) {
  const { id, channel, message, status, problem, by, createdAt, scheduledAt, counts } = broadcast;
  return (
    <li className="relative border-b border-line px-4 py-3.5 last:border-b-0 hover:bg-sunken/60 sm:px-5">
      <div className="flex items-start gap-3">
        <ChannelIcon channel={channel} closed={false} className="mt-0.5" />
        <div className="min-w-0 flex-1">
          <Link
            href={`/broadcasts/${id}`}
            className="line-clamp-2 font-medium break-words after:absolute after:inset-0"
          >
            <span className="sr-only">{CHANNEL_WORDS[channel]}: </span>
            {message}
          </Link>
          <p className="mt-0.5 text-[13px] text-ink-2">
            {recipients(listed(counts))} · {by} ·{' '}
            <Moment at={createdAt} clock={clock} className="relative z-10" />
          </p>
          {status === 'scheduled' && scheduledAt && (
            <p className="mt-0.5 text-[13px] text-ink-2">
              Goes out {formatAppointment(scheduledAt, clock.timeZone)}
            </p>
          )}
          {problem && <p className="mt-0.5 text-[13px] text-lock">Paused by itself: {problem}</p>}
          <Counts broadcast={broadcast} />
        </div>
        <StatusBadge status={status} />
      </div>
    </li>
  );
}

/** What became of them so far, leaving out what became of nobody. */
function Counts({ broadcast: { counts } }: { broadcast: BroadcastLine }) {
  const parts = [
    [messaged(counts), 'messaged'],
    [countOf(counts, 'queued'), 'waiting'],
    [counts.failed, 'failed'],
    [counts.suppressed, 'suppressed'],
    [counts.held, 'held'],
    [counts.unknown, 'unknown'],
    [counts.cancelled, 'cancelled'],
    [counts.invalid, 'invalid'],
    [counts.opted_out, 'opted out because of it'],
  ] as const;
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-[13px] text-ink-2 tabular-nums">
      {parts
        .filter(([n]) => n > 0)
        .map(([n, words]) => (
          <span key={words}>
            <span className="font-medium text-ink">{formatCount(n)}</span> {words}
          </span>
        ))}
    </p>
  );
}

const Empty = ({ isFirst }: { isFirst: boolean }) => (
  <Blank
    icon={<Megaphone size={22} />}
    title={isFirst ? 'No broadcast yet' : 'No older broadcasts'}
    actions={isFirst && <NewBroadcast name="Write the first one" />}
  >
    {isFirst &&
      'Write a text or a call once, and send it to contacts, groups, pasted numbers or a file. Before anything goes out you see who will not get it, and why.'}
  </Blank>
);

const Pages = ({ next, isFirst }: { next: BroadcastId | null; isFirst: boolean }) => (
  <nav
    aria-label="Pages"
    className="flex items-center justify-end gap-1.5 border-t border-line px-4 py-2.5 text-[13px]"
  >
    {!isFirst && (
      <Link href="/broadcasts" className={buttonClass('plain', 'small')}>
        Newest
      </Link>
    )}
    {next !== null && (
      <Link href={`/broadcasts?before=${next}`} className={buttonClass('plain', 'small')}>
        Older
      </Link>
    )}
  </nav>
);
