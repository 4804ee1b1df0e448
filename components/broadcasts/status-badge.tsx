import { CalendarClock, CircleCheck, CircleX, LoaderCircle, Pause } from 'lucide-react';
import type { BroadcastStatus } from '@/db/vocabulary';
import { cx } from '../ui/class-names';
import { STATUS_WORDS } from './words';

/** Where a broadcast stands, as a word with a sign. */
export function StatusBadge({ status }: { status: BroadcastStatus }) {
  const [colours, Icon] = LOOKS[status];
  return (
    <span
      className={cx(
        'inline-flex h-6 items-center gap-1.5 rounded-full px-2.5 text-[13px] font-medium whitespace-nowrap',
        colours,
      )}
    >
      <Icon size={13} aria-hidden className={cx(status === 'sending' && 'motion-safe:animate-spin')} />
      {STATUS_WORDS[status]}
    </span>
  );
}

const LOOKS = {
  scheduled: ['bg-sunken text-ink-2', CalendarClock],
  sending: ['bg-accent-soft text-accent', LoaderCircle],
  paused: ['bg-lock-soft text-lock', Pause],
  done: ['bg-ok-soft text-ok', CircleCheck],
  cancelled: ['bg-sunken text-ink-2', CircleX],
} as const;
