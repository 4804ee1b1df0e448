'use client';

import { Phone } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { HandsetLine } from '@/lib/simulator/view';
import { cx } from '../ui/class-names';
import { Moment, type Clock } from '../ui/moment';

/** The texts and calls, newest at the bottom. It follows the newest, unless somebody has scrolled up to read. */
export function HandsetThread({ lines, clock }: { lines: HandsetLine[]; clock: Clock }) {
  const thread = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const newest = lines.at(-1)?.id;
  useLayoutEffect(() => {
    if (isAtEnd.current) thread.current?.scrollTo({ top: thread.current.scrollHeight });
  }, [newest, lines.length]);
  return (
    <div
      ref={thread}
      role="log"
      aria-label="Texts and calls"
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
      className="flex h-[420px] flex-col gap-3 overflow-y-auto bg-bg px-4 py-4 focus-visible:-outline-offset-2"
    >
      {lines.length === 0 && <p className="m-auto max-w-52 text-center text-ink-2">Nothing came in yet.</p>}
      {lines.map((line) => (
        <Line key={line.id} line={line} clock={clock} />
      ))}
    </div>
  );
}

function Line({ line, clock }: { line: HandsetLine; clock: Clock }) {
  const isTyped = line.kind === 'reply';
  return (
    <div className={cx('flex max-w-[85%] shrink-0 flex-col', isTyped ? 'items-end self-end' : 'items-start')}>
      {line.kind === 'call' ? (
        <Call line={line} />
      ) : (
        <p
          className={cx(
            'rounded-2xl px-3.5 py-2 break-words whitespace-pre-wrap',
            isTyped
              ? 'rounded-br-md bg-accent text-accent-ink'
              : 'rounded-bl-md border border-line bg-surface',
          )}
        >
          <span className="sr-only">{isTyped ? 'You: ' : 'Text: '}</span>
          {line.body}
        </p>
      )}
      <Moment at={line.at} clock={clock} className="mt-1 px-1 text-xs text-ink-3" />
    </div>
  );
}

const Call = ({ line: { body, howToStop, pressed } }: { line: HandsetLine & { kind: 'call' } }) => (
  <div className="rounded-2xl rounded-bl-md border border-line bg-surface px-3.5 py-2.5">
    <p className="mb-1 flex items-center gap-1.5 font-medium text-voice">
      <Phone size={14} aria-hidden /> Call
    </p>
    <p className="break-words whitespace-pre-wrap">“{body}”</p>
    <p className="mt-1.5 text-ink-2">“To opt out, {howToStop}.”</p>
    {pressed && (
      <p className="mt-2 inline-block rounded-full bg-accent-soft px-2 py-0.5 text-[13px] text-accent">
        Pressed 3
      </p>
    )}
  </div>
);
