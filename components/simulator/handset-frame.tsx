'use client';

import type { Handset } from '@/lib/simulator/view';
import type { Clock } from '../ui/moment';
import { HandsetKeys } from './handset-keys';
import { HandsetThread } from './handset-thread';
import type { ShownPhone, SimulatorActions } from './phone-simulator';
import { ReplyForm } from './reply-form';

/** A phone as it lies in the hand: whose it is, what it got, and where to answer. */
export function HandsetFrame({
  handset: { phone, shown, lines },
  textNumber,
  clock,
  actions,
}: {
  handset: Handset & ShownPhone;
  textNumber: string | null;
  clock: Clock;
  actions: SimulatorActions;
}) {
  const wasCalled = lines.some(({ kind }) => kind === 'call');
  return (
    <section
      aria-label={`Phone ${shown}`}
      className="mx-auto flex w-full max-w-[380px] flex-col overflow-clip rounded-[34px] border-[7px] border-line-strong bg-surface shadow-pop"
    >
      <header className="border-b border-line px-5 pt-4 pb-3 text-center">
        <span aria-hidden className="mx-auto mb-3 block h-1.5 w-16 rounded-full bg-line-strong" />
        <h2 className="font-semibold">{shown}</h2>
        <p className="text-[13px] text-ink-2">
          {textNumber ? `Texts with ${textNumber}` : 'The account has no text number'}
        </p>
      </header>
      <HandsetThread lines={lines} clock={clock} />
      <footer className="grid gap-2.5 border-t border-line px-4 pt-3 pb-5">
        <ReplyForm phone={phone} textNumber={textNumber} sendReply={actions.sendReply} />
        <HandsetKeys phone={phone} wasCalled={wasCalled} pressThree={actions.pressThree} />
      </footer>
    </section>
  );
}
