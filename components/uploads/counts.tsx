import { formatCount } from '@/lib/format';
import type { UploadView } from '@/lib/uploads/view';
import { cx } from '../ui/class-names';

type Counts = UploadView['counts'];

/** How the phones of a file fall out, as big numbers. */
export const Counts = ({ counts }: { counts: Counts }) => (
  <dl className="flex flex-wrap gap-px border-t border-line bg-line">
    {shownCounts(counts).map(([words, count, isBad]) => (
      <div key={words} className="flex min-w-[44%] flex-1 flex-col bg-surface px-4 py-3.5 sm:min-w-28">
        <dt className="order-2 text-[13px] text-ink-2">{words}</dt>
        <dd
          className={cx(
            'text-[22px]/7 font-semibold tracking-[-0.01em]',
            isBad && count > 0 && 'text-danger',
          )}
        >
          {formatCount(count)}
        </dd>
      </div>
    ))}
  </dl>
);

function shownCounts(counts: Counts): [words: string, count: number, isBad?: boolean][] {
  return [
    ['new opt-outs', counts.new],
    ['now out of both', counts.widened],
    ['already opted out', counts.already_opted_out],
    ['twice in the file', counts.duplicate],
    ...(counts.no_request > 0 ? [['asks for nothing', counts.no_request] satisfies [string, number]] : []),
    ['rejected', counts.rejected, true],
  ];
}
