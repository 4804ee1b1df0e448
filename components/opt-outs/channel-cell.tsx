import type { Channel } from '@/db/vocabulary';
import { formatExact } from '@/lib/format';
import { LOCK_WORDS, SOURCE_WORDS } from '@/lib/opt-outs/policy';
import type { PhoneView } from '@/lib/opt-outs/view';
import { cx } from '../ui/class-names';
import { ChannelIcon, LockIcon } from './channel-icon';

const NAMES = { voice: 'Voice', text: 'Text' } as const;
/** A card has no column headers to say which channel this is. */
const ON_CARDS = {
  voice: "max-md:before:content-['Voice:']",
  text: "max-md:before:content-['Text:']",
} as const;

/** One channel of a row: closed or open, since when (on hover and focus), and its lock. */
export function ChannelCell({
  view,
  channel,
  timeZone,
}: {
  view: PhoneView;
  channel: Channel;
  timeZone: string;
}) {
  const closed = view[channel];
  const lock = channel === 'text' ? (view.text?.lock ?? null) : null;
  return (
    <>
      <span
        className={cx(
          'relative top-px mr-2 inline-flex items-center gap-[7px] rounded text-[13px] whitespace-nowrap text-ink-2',
          ON_CARDS[channel],
        )}
        data-tip={closed ? sinceWhen(view, channel, timeZone) : undefined}
        tabIndex={closed ? -1 : undefined}
      >
        <ChannelIcon channel={channel} closed={closed !== null} className="-order-1" />
        {closed ? 'Opted out' : 'Allowed'}
      </span>
      {lock && (
        <span className="inline-flex items-center gap-[5px] rounded-full bg-lock-soft px-[7px] py-px text-xs/4.5 whitespace-nowrap text-lock">
          <LockIcon />
          {LOCK_WORDS[lock]}
        </span>
      )}
    </>
  );
}

function sinceWhen(view: PhoneView, channel: Channel, timeZone: string): string {
  const closed = view[channel];
  if (!closed) return '';
  const since = `${SOURCE_WORDS[closed.source]}\n${formatExact(closed.since, timeZone)}`;
  const lockedAt = channel === 'text' ? view.text?.lockedAt : null;
  if (!lockedAt || lockedAt.getTime() === closed.since.getTime()) return since;
  return `${since}\nLocked ${formatExact(lockedAt, timeZone)}`;
}

/** All that a row's hover tells, for whoever reaches the row by keyboard. */
export function wholeRowInWords(view: PhoneView & { addedAt: Date }, timeZone: string): string {
  const channels = (['voice', 'text'] as const).filter((channel) => view[channel]);
  const since = channels.map(
    (channel) => `${NAMES[channel]}: ${sinceWhen(view, channel, timeZone).replaceAll('\n', ', ')}`,
  );
  return [...since, `Added: ${formatExact(view.addedAt, timeZone)}`].join('\n');
}
