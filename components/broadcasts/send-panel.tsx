'use client';

import Link from 'next/link';
import { useId } from 'react';
import { formatAppointment, localMoment } from '@/lib/format';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Notice } from '../ui/notice';
import type { Draft } from './draft';
import type { Screened } from './use-screening';
import { sendingTo } from './words';

/** What Send will do, or why it can't yet. */
export function SendPanel({
  draft,
  screened,
  timeZone,
  sending,
  refusal,
  isUnsure,
  wasUnsure,
  onLooked,
  onSend,
}: {
  draft: Draft;
  screened: Screened;
  timeZone: string;
  sending: boolean;
  refusal: string | null;
  /** It was sent, and nobody knows what became of it; or that is so of what stood here before it was changed. */
  isUnsure: boolean;
  wasUnsure: boolean;
  onLooked: () => void;
  onSend: () => void;
}) {
  const id = useId();
  const { able, words } = whatSendDoes(draft, screened);
  const isReady = able && !wasUnsure;
  const moment = draft.when === 'later' && localMoment(draft.day, draft.time, timeZone);
  return (
    <Card className="p-5">
      <p id={id} className={able ? 'text-base/6 font-medium' : 'text-ink-2'} aria-live="polite">
        {words}
      </p>
      {able && (
        <p className="mt-0.5 text-[13px] text-ink-2">
          {moment ? `On ${formatAppointment(moment, timeZone)}. ` : 'At once. '}
          Each is looked at again just before: whoever opts out until then gets nothing.
        </p>
      )}
      <div className="mt-3 grid gap-3 empty:hidden">
        {wasUnsure && <MayBeOnItsWay onLooked={onLooked} />}
        {isUnsure && !sending ? (
          <Notice tone="danger" role="alert">
            {refusal ?? 'You pressed Send, and no answer came.'} Press Send again: it goes out once, however
            often you press. If it went out already, it is among your <ToBroadcasts />.
          </Notice>
        ) : (
          refusal && (
            <Notice tone="danger" role="alert">
              {refusal}
            </Notice>
          )
        )}
      </div>
      <Button
        look="primary"
        aria-describedby={id}
        aria-disabled={!isReady || sending || undefined}
        onClick={() => isReady && !sending && onSend()}
        className="mt-4 h-10 w-full"
      >
        {sending ? 'Sending…' : 'Send'}
      </Button>
    </Card>
  );
}

/** Sent, unanswered, then changed: what stands here now would reach everybody as a second message. */
const MayBeOnItsWay = ({ onLooked }: { onLooked: () => void }) => (
  <Notice tone="warning" role="alert" title="What you sent before may be on its way">
    No answer came, and then you changed it. What stands here now is another message, and goes out beside that
    one. Look among your <ToBroadcasts /> first.
    <div className="mt-2">
      <Button size="small" onClick={onLooked}>
        I have looked
      </Button>
    </div>
  </Notice>
);

/** Beside the composer, so that nothing that was written has to be left. */
const ToBroadcasts = () => (
  <Link href="/broadcasts" target="_blank" className="font-medium underline underline-offset-2">
    broadcasts
  </Link>
);

function whatSendDoes({ channel }: Draft, { state, shown }: Screened): { able: boolean; words: string } {
  switch (state) {
    case 'nobody':
      return { able: false, words: 'There is nobody to send to yet.' };
    case 'looking':
      return { able: false, words: 'Looking who may be messaged…' };
    case 'failed':
      return { able: false, words: 'Nothing can be sent before the recipients are screened.' };
    case 'ready':
      return shown && shown.allowed > 0
        ? { able: true, words: sendingTo(channel, shown.allowed) }
        : { able: false, words: 'None of these recipients may be messaged, so there is nothing to send.' };
  }
}
