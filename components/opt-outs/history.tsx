import { useId } from 'react';
import { formatCount, formatExact } from '@/lib/format';
import type { HistoryLine } from '@/lib/opt-outs/view';
import { cx } from '../ui/class-names';
import { actorInWords, evidenceOf, happeningInWords } from './history-words';

/** All that was ever said about the phone, newest first. */
export function History({
  lines,
  total,
  of,
  timeZone,
}: {
  lines: HistoryLine[];
  /** How many events the phone has; more than are shown only where somebody repeats themselves endlessly. */
  total: number;
  /** Whose, where several stand side by side and must be told apart. */
  of?: string;
  timeZone: string;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="-mx-6 mt-4 border-t border-line px-6 pt-3.5">
      <h3 id={id} className="mb-3 font-semibold">
        History{of && <span className="sr-only"> of {of}</span>}
      </h3>
      {lines.length === 0 && <p className="text-ink-2">Nothing was ever recorded about this number.</p>}
      <ol
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={lines.length > 5 ? 0 : undefined}
        aria-labelledby={id}
        className={cx('relative', lines.length > 5 && 'max-h-80 overflow-y-auto pr-2')}
      >
        {lines.map((line, index) => (
          <li
            key={line.seq}
            className={cx(
              'relative ml-1.5 border-l-2 border-line pb-3 pl-4 last:pb-0',
              'before:absolute before:top-1.5 before:-left-[6px] before:size-2.5 before:rounded-full before:border-2 before:border-surface',
              index === 0 ? 'before:bg-accent' : 'before:bg-control',
            )}
          >
            <Line line={line} timeZone={timeZone} />
          </li>
        ))}
      </ol>
      {total > lines.length && (
        <p className="mt-2 text-[13px] text-ink-2">
          The newest {formatCount(lines.length)} of {formatCount(total)}.
        </p>
      )}
    </section>
  );
}

function Line({ line, timeZone }: { line: HistoryLine; timeZone: string }) {
  const { what, how } = happeningInWords(line);
  const evidence = evidenceOf(line);
  return (
    <>
      <p className="break-words">
        <span className="font-medium">{what}</span> · {how}
      </p>
      <p className="text-[13px] text-ink-2">
        <time dateTime={line.recordedAt.toISOString()}>{formatExact(line.recordedAt, timeZone)}</time> ·{' '}
        {actorInWords(line)}
      </p>
      {line.note && <p className="mt-0.5 text-[13px] break-words whitespace-pre-line">“{line.note}”</p>}
      {evidence.length > 0 && (
        <details className="mt-0.5 text-[13px]">
          <summary className="w-fit rounded py-0.5 text-ink-2 hover:text-ink">Evidence</summary>
          <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 rounded-lg bg-sunken px-3 py-2">
            {evidence.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-ink-2">{name}</dt>
                <dd className="min-w-0 break-words">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
