'use client';

import { useId } from 'react';
import type { SuppressionReason } from '@/db/vocabulary';
import type { AudienceScreening } from '@/lib/broadcasts/view';
import { formatCount } from '@/lib/format';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';
import { Notice } from '../ui/notice';
import { Bone } from '../ui/skeleton';
import type { Screened } from './use-screening';
import { reasonInWords, recipients } from './words';

/** Who of the chosen will be messaged, and who not and why; kept up to date while one chooses. */
export function ScreeningPanel({
  screened: { state, shown, problem, again },
  timeZone,
}: {
  screened: Screened & { again: () => void };
  timeZone: string;
}) {
  const id = useId();
  return (
    <Card role="region" aria-labelledby={id} aria-busy={state === 'looking'} className="p-5">
      <h2 id={id} className="font-semibold">
        Screening
      </h2>
      <div
        role="status"
        className={cx('mt-1 transition-opacity duration-150', state === 'looking' && shown && 'opacity-55')}
      >
        {state === 'nobody' && (
          <p className="text-ink-2">Choose recipients, and see here who of them will not get it.</p>
        )}
        {shown && <p className="text-base/6 tabular-nums">{screeningInWords(shown)}</p>}
        {state === 'looking' && !shown && <Bone className="mt-1.5 mb-1 w-4/5" />}
      </div>
      {problem && (
        <div className="mt-3 grid justify-items-start gap-2">
          <Notice tone="danger" role="alert" title="They could not be screened">
            {problem}
          </Notice>
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </div>
      )}
      {shown && <NotMessaged screening={shown} timeZone={timeZone} />}
    </Card>
  );
}

/** "1,203 recipients: 1,186 will be messaged, 14 opted out, 3 invalid" */
export function screeningInWords({
  recipients: phones,
  allowed,
  suppressed,
  replied,
  held,
  invalid,
}: AudienceScreening) {
  const parts = [
    `${formatCount(allowed)} will be messaged`,
    `${formatCount(suppressed)} opted out`,
    replied > 0 && `${formatCount(replied)} just replied`,
    held > 0 && `${formatCount(held)} under review`,
    `${formatCount(invalid)} invalid`,
  ];
  return `${recipients(phones + invalid)}: ${parts.filter(Boolean).join(', ')}`;
}

function NotMessaged({ screening, timeZone }: { screening: AudienceScreening; timeZone: string }) {
  const linesOf = (why: SuppressionReason) =>
    screening.notMessaged
      .filter(({ reason }) => reason === why)
      .map((each) => ({ what: each.shown, why: reasonInWords(each, timeZone) }));
  return (
    <>
      <Lines title="Opted out" all={screening.suppressed} lines={linesOf('opted_out')} />
      <Lines title="Just replied" all={screening.replied} lines={linesOf('unapplied_reply')} />
      <Lines title="Under review" all={screening.held} lines={linesOf('needs_review')} />
      <Lines
        title="Invalid"
        all={screening.invalid}
        lines={screening.unreadable.map(({ input, reason }) => ({ what: input, why: reason }))}
      />
    </>
  );
}

function Lines({
  title,
  all,
  lines,
}: {
  title: string;
  all: number;
  lines: { what: string; why: string }[];
}) {
  const id = useId();
  if (all === 0) return null;
  return (
    <div className="mt-4">
      <h3 id={id} className="text-[13px] font-medium text-ink-2">
        {title}
      </h3>
      {/* What scrolls must be reachable by keyboard. */}
      <ul
        aria-labelledby={id}
        tabIndex={lines.length > 5 ? 0 : undefined}
        className="mt-1 max-h-56 divide-y divide-line overflow-y-auto overscroll-contain rounded-lg border border-line"
      >
        {lines.map(({ what, why }, index) => (
          // An input may stand there twice.
          // eslint-disable-next-line react/no-array-index-key
          <li key={index} className="px-3 py-1.5">
            <span className="block break-words tabular-nums">{what}</span>
            <span className="block text-[13px] text-ink-2">{why}</span>
          </li>
        ))}
        {all > lines.length && (
          <li className="px-3 py-1.5 text-[13px] text-ink-2">and {formatCount(all - lines.length)} more</li>
        )}
      </ul>
    </div>
  );
}
