import { formatExact, formatMoment } from '@/lib/format';

/** The account's clock: its zone, and what time it was when the page was made. */
export type Clock = { timeZone: string; now: Date };

/** A time, relative within a week, that tells exactly when on hover and focus (see `Tips`). */
export function Moment({ at, clock, className }: { at: Date; clock: Clock; className?: string }) {
  return (
    <time
      dateTime={at.toISOString()}
      data-tip={formatExact(at, clock.timeZone)}
      tabIndex={-1}
      className={className}
    >
      {formatMoment(at, clock)}
    </time>
  );
}
