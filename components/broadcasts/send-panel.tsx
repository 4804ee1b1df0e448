'use client';

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
  onSend,
}: {
  draft: Draft;
  screened: Screened;
  timeZone: string;
  sending: boolean;
  refusal: string | null;
  onSend: () => void;
}) {
  const id = useId();
  const { able, words } = whatSendDoes(draft, screened);
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
      {refusal && (
        <div className="mt-3">
          <Notice tone="danger" role="alert">
            {refusal}
          </Notice>
        </div>
      )}
      <Button
        look="primary"
        aria-describedby={id}
        aria-disabled={!able || sending || undefined}
        onClick={() => able && !sending && onSend()}
        className="mt-4 h-10 w-full"
      >
        {sending ? 'Sending…' : 'Send'}
      </Button>
    </Card>
  );
}

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
