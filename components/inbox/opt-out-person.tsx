'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import type { E164, OptOutType } from '@/db/vocabulary';
import type { Conversation } from '@/lib/messages/view';
import type { FormAction } from '@/lib/web/form-state';
import { ChannelIcon } from '../opt-outs/channel-icon';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Problem } from '../ui/field';
import { Notice } from '../ui/notice';
import { SwitchRow } from '../ui/switch-row';
import { useFormAction } from '../ui/use-form-action';
import { deadlineInWords } from './reading-words';

/** Opts the person out in one step; where their words may mean that, decides it one way or the other. */
export function OptOutPerson({
  phone,
  optedOut,
  review,
  optOutPerson,
  decideReview,
}: {
  phone: E164;
  optedOut: OptOutType | null;
  review: Conversation['review'];
  optOutPerson: FormAction;
  decideReview: FormAction;
}) {
  const [chosen, setChosen] = useState({ voice: optedOut !== 'voice', text: optedOut !== 'text' });
  const { form, pending, submit, message, problemOf } = useFormAction(review ? decideReview : optOutPerson, {
    onDone: (said) => toast.success(said),
  });
  const decide = (decision: 'opt_out' | 'nothing') => {
    if (pending) return;
    submit({ phone, ...chosen, ...(review && { review: String(review.id), decision }) });
  };
  return (
    <Card>
      <section aria-labelledby="opt-out-person" className="p-4">
        <h2 id="opt-out-person" className="font-semibold">
          {review ? 'Needs review' : 'Opt this person out'}
        </h2>
        <p className="mb-3 text-[13px] text-ink-2">
          {review
            ? `Their words may mean stop. Nothing is sent to them until you decide: ${deadlineInWords(review)}. Undecided by then, they are opted out.`
            : 'Where they ask for it in words of their own.'}
        </p>
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            decide('opt_out');
          }}
        >
          <div className="grid gap-2">
            {optedOut !== 'voice' && (
              <SwitchRow
                icon={<ChannelIcon channel="voice" closed />}
                label="Opt out of voice"
                lines="No more calls"
                toggle={{
                  on: chosen.voice,
                  onChange: (voice) => setChosen({ ...chosen, voice }),
                  field: 'channels',
                }}
              />
            )}
            {optedOut !== 'text' && (
              <SwitchRow
                icon={<ChannelIcon channel="text" closed />}
                label="Opt out of text"
                lines="No more text messages"
                toggle={{
                  on: chosen.text,
                  onChange: (text) => setChosen({ ...chosen, text }),
                  field: 'channels',
                }}
              />
            )}
          </div>
          <Problem text={problemOf('channels')} />
          {message && (
            <div className="mt-3">
              <Notice tone="danger" role="alert">
                {message}
              </Notice>
            </div>
          )}
          <div className="mt-3 flex flex-wrap gap-2">
            <Button type="submit" look="primary" aria-disabled={pending || undefined}>
              Opt out
            </Button>
            {review && (
              <Button onClick={() => decide('nothing')} aria-disabled={pending || undefined}>
                Not a request to stop
              </Button>
            )}
          </div>
        </form>
      </section>
    </Card>
  );
}
