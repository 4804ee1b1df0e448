import { Lock } from 'lucide-react';
import type { Channel } from '@/db/vocabulary';
import { formatExact } from '@/lib/format';
import { LOCK_WORDS, SOURCE_WORDS } from '@/lib/opt-outs/policy';
import type { PhoneView } from '@/lib/opt-outs/view';
import { ChannelIcon } from './channel-icon';

const NAMES = { voice: 'Voice', text: 'Text' } as const;

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
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span
        className="inline-flex items-center gap-[7px] rounded text-[13px] text-ink-2"
        data-tip={closed ? sinceWhen(view, channel, timeZone) : undefined}
        tabIndex={closed ? -1 : undefined}
      >
        <ChannelIcon channel={channel} closed={closed !== null} />
        <span className="md:hidden">{NAMES[channel]}: </span>
        <span>{closed ? 'Opted out' : 'Allowed'}</span>
      </span>
      {lock && (
        <span className="inline-flex items-center gap-[5px] rounded-full bg-lock-soft px-[7px] py-px text-xs/4.5 whitespace-nowrap text-lock">
          <Lock size={11} aria-hidden />
          {LOCK_WORDS[lock]}
        </span>
      )}
    </span>
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
