'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { toast } from 'sonner';
import { CHANNELS, type Channel } from '@/db/vocabulary';
import { CORRECTION_STATEMENT } from '@/lib/opt-outs/policy';
import type { PhoneDetail } from '@/lib/opt-outs/view';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { DialogBody, DialogFooter } from '../ui/dialog';
import { Problem, TextArea, Tick } from '../ui/field';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import { History } from './history';

/** Takes an opt-out back that nobody had asked for: no consent, but a reason and a sentence to tick. */
export function MistakeForm({
  detail,
  clock,
  correctOptOut,
  onBack,
  onClose,
  onOutdated,
}: {
  detail: PhoneDetail;
  clock: Clock;
  correctOptOut: FormAction;
  onBack: () => void;
  onClose: () => void;
  onOutdated: () => void;
}) {
  const id = useId();
  const possible = CHANNELS.filter((channel) => detail.mayCorrect[channel]);
  const [chosen, setChosen] = useState<Channel[]>(possible);
  const [reason, setReason] = useState('');
  const [accepted, setAccepted] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const { form, pending, submit, message, problemOf } = useFormAction(correctOptOut, {
    onDone: (said) => {
      toast.success(said);
      onClose();
    },
    onRefused: (why) => {
      if (!['newer_opt_out', 'recipients_own_words', 'not_opted_out'].includes(why)) return;
      setAccepted(false);
      onOutdated();
    },
  });
  const save = () =>
    !pending &&
    submit({
      phone: detail.phone,
      seen: String(detail.seq),
      voice: chosen.includes('voice'),
      text: chosen.includes('text'),
      reason,
      accepted,
    });

  return (
    <form
      ref={form}
      noValidate
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <DialogBody>
        <section role="group" aria-labelledby={id} id="added-by-mistake">
          <h3 ref={heading} id={id} tabIndex={-1} className="font-semibold outline-none">
            Added by mistake
          </h3>
          <p className="mb-3 text-ink-2">
            For an opt-out that nobody asked for, such as a mistyped number. Where the person did ask, use
            their consent instead.
          </p>
          <div data-field="channels" tabIndex={-1} className="grid gap-0.5 outline-none">
            {possible.map((channel) => (
              <Tick
                key={channel}
                label={WORDS[channel]}
                name={channel}
                checked={chosen.includes(channel)}
                onChange={({ target }) =>
                  setChosen(
                    target.checked ? [...chosen, channel] : chosen.filter((other) => other !== channel),
                  )
                }
              />
            ))}
            <Problem text={problemOf('channels')} />
          </div>
          <TextArea
            className="mt-2"
            label="What went wrong?"
            name="reason"
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            problem={problemOf('reason')}
            hint="Kept in the history."
          />
          <div className="mt-2">
            <Tick
              label={CORRECTION_STATEMENT}
              name="accepted"
              checked={accepted}
              onChange={(event) => setAccepted(event.target.checked)}
              problem={problemOf('accepted')}
            />
          </div>
        </section>
        {message && (
          <div className="mt-3">
            <Notice tone="danger" role="alert">
              {message}
            </Notice>
          </div>
        )}
        <History lines={detail.history} total={detail.seq} timeZone={clock.timeZone} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onBack}>Back</Button>
        <Button type="submit" look="primary" aria-disabled={pending || undefined}>
          {pending ? 'Saving…' : 'Save'}
        </Button>
      </DialogFooter>
    </form>
  );
}

const WORDS: Record<Channel, string> = {
  voice: 'Calls will be allowed again when you save',
  text: 'Texts will be allowed again when you save',
};
