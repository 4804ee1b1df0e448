import { Inbox as InboxIcon } from 'lucide-react';
import Link from 'next/link';
import { formatCount } from '@/lib/format';
import { INBOX_VIEWS, type ConversationLine, type InboxPage, type InboxView } from '@/lib/messages/view';
import { Blank } from '../ui/blank';
import { buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';
import { Moment, type Clock } from '../ui/moment';
import { PageHead } from '../ui/page-head';
import { Tips } from '../ui/tips';
import { deadlineInWords, OPTED_OUT_WORDS } from './reading-words';
import { Tag } from './tag';

/** What people texted back, the newest first. */
export const Inbox = ({ page, view, clock }: { page: InboxPage; view: InboxView; clock: Clock }) => (
  <>
    <PageHead title="Inbox">What people texted to your number, and how it was read.</PageHead>
    <nav aria-label="Conversations" className="mb-3 flex flex-wrap gap-2">
      {INBOX_VIEWS.map((one) => (
        <Link
          key={one}
          href={one === 'all' ? '/inbox' : `/inbox?show=${one}`}
          aria-current={one === view ? 'page' : undefined}
          className="rounded-full border border-line-strong bg-surface px-3 py-1 text-[13px] hover:bg-sunken aria-[current]:border-accent-line aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
        >
          {VIEW_WORDS[one]}
        </Link>
      ))}
    </nav>
    <Card>
      {page.lines.length === 0 ? (
        <Blank icon={<InboxIcon size={22} />} title={EMPTY[view]}>
          {view === 'all' && 'When somebody answers a text of yours, it appears here.'}
        </Blank>
      ) : (
        <Tips>
          <ul aria-label="Conversations">
            {page.lines.map((line) => (
              <Line key={line.phone} line={line} clock={clock} />
            ))}
          </ul>
        </Tips>
      )}
    </Card>
    {page.next && (
      <div className="mt-3 flex justify-end">
        <Link
          href={`/inbox?${new URLSearchParams({ ...(view !== 'all' && { show: view }), before: page.next })}`}
          className={buttonClass('plain', 'small')}
        >
          Older
        </Link>
      </div>
    )}
  </>
);

const Line = ({ line, clock }: { line: ConversationLine; clock: Clock }) => (
  <li className="relative border-b border-line px-4 py-3 last:border-b-0 hover:bg-sunken/60">
    <div className="flex items-baseline justify-between gap-3">
      <Link
        href={`/inbox/${line.phone.slice(1)}`}
        prefetch={false}
        className={cx('min-w-0 rounded after:absolute after:inset-0', line.unread > 0 && 'font-semibold')}
      >
        {line.name && <span>{line.name} · </span>}
        <span className="whitespace-nowrap tabular-nums">{line.shown}</span>
      </Link>
      <Moment at={line.lastAt} clock={clock} className="relative shrink-0 rounded text-[13px] text-ink-2" />
    </div>
    <p className="truncate text-ink-2">{line.lastBody}</p>
    {(line.unread > 0 || line.review || line.optedOut) && (
      <p className="mt-1 flex flex-wrap items-center gap-1.5">
        {line.unread > 0 && <Tag tone="new">{`${formatCount(line.unread)} unread`}</Tag>}
        {line.review && (
          <>
            <Tag tone="review">Needs review</Tag>
            <span className="text-[13px] text-ink-2">{deadlineInWords(line.review)}</span>
          </>
        )}
        {line.optedOut && <Tag tone="closed">{OPTED_OUT_WORDS[line.optedOut]}</Tag>}
      </p>
    )}
  </li>
);

const VIEW_WORDS: Record<InboxView, string> = {
  all: 'All',
  unread: 'Unread',
  review: 'Needs review',
  opted_out: 'Opted out',
};

const EMPTY: Record<InboxView, string> = {
  all: 'No messages yet',
  unread: 'Everything is read',
  review: 'Nothing needs a review',
  opted_out: 'Nobody here has opted out',
};
