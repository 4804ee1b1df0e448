'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { localDay } from '@/lib/format';
import { consentStatement } from '@/lib/opt-outs/policy';
import type { PhoneDetail } from '@/lib/opt-outs/view';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { DialogBody, DialogFooter } from '../ui/dialog';
import { TextArea } from '../ui/field';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import { ConsentFields, type ConsentDraft } from './consent-fields';
import { EditChannel } from './edit-channel';
import type { EditAccount } from './edit-dialog';
import { History } from './history';

/** Switches, consent where a channel would open, history, Save. */
export function EditForm({
  detail,
  account,
  mayOptIn,
  clock,
  editOptOut,
  onMistake,
  onClose,
  onOutdated,
}: {
  detail: PhoneDetail;
  account: EditAccount;
  mayOptIn: boolean;
  clock: Clock;
  editOptOut: FormAction;
  /** To the form that takes an opt-out back, because nobody had asked for it. */
  onMistake: () => void;
  onClose: () => void;
  /** Somebody has opted the phone out since it was read: read it again. */
  onOutdated: () => void;
}) {
  const locked = Boolean(detail.text?.lock);
  const was = { voice: detail.voice !== null, text: detail.text !== null };
  const [wanted, setWanted] = useState<{ voice?: boolean; text?: boolean }>({});
  const is = { voice: wanted.voice ?? was.voice, text: locked ? true : (wanted.text ?? was.text) };
  const opens = { voice: was.voice && !is.voice, text: was.text && !is.text };
  const closes = { voice: !was.voice && is.voice, text: !was.text && is.text };
  const isOpening = opens.voice || opens.text;
  const [consent, setConsent] = useState<ConsentDraft>(() => ({
    method: '',
    day: writtenToday(clock, account.country),
    note: '',
    accepted: false,
  }));
  const [note, setNote] = useState('');

  const { form, pending, submit, message, problemOf, refuse, forget } = useFormAction(editOptOut, {
    onDone: (said) => {
      toast.success(said);
      onClose();
    },
    onRefused: (reason) => {
      if (reason !== 'newer_opt_out' && reason !== 'recipient_must_text_unstop') return;
      setConsent((typed) => ({ ...typed, accepted: false }));
      onOutdated();
    },
  });

  const toggle = (channel: 'voice' | 'text') => (on: boolean) => {
    setWanted({ ...wanted, [channel]: on });
    // The statement names what opens: it must be read again.
    setConsent({ ...consent, accepted: false });
    forget();
  };
  /** Only what the user switched: a channel that closed meanwhile is not to be opened by the way. */
  const changeOf = (channel: 'voice' | 'text') =>
    opens[channel] ? 'allowed' : closes[channel] ? 'opted_out' : null;
  const save = () => {
    if (pending) return;
    if (!isOpening && !closes.voice && !closes.text)
      return refuse('Nothing has changed, so there is nothing to save.');
    submit({
      phone: detail.phone,
      seen: String(detail.seq),
      voice: changeOf('voice'),
      text: changeOf('text'),
      note: isOpening ? null : note,
      ...(isOpening && {
        method: consent.method,
        day: consent.day,
        consent_note: consent.note,
        accepted: consent.accepted,
      }),
    });
  };

  const channel = (name: 'voice' | 'text') => (
    <EditChannel
      channel={name}
      view={detail}
      isClosed={is[name]}
      onToggle={toggle(name)}
      mayOptIn={mayOptIn}
      textNumber={account.textNumber}
      timeZone={clock.timeZone}
    />
  );
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
        <div className="grid gap-2">
          {channel('voice')}
          {channel('text')}
        </div>
        {(detail.mayCorrect.voice || detail.mayCorrect.text) && (
          <p className="mt-2 text-right text-[13px]">
            <a
              href="#added-by-mistake"
              className="rounded py-1 text-ink-2 underline decoration-control underline-offset-3 hover:text-ink"
              onClick={(event) => {
                event.preventDefault();
                onMistake();
              }}
            >
              Added by mistake
            </a>
          </p>
        )}
        {isOpening && (
          <ConsentFields
            opens={opens}
            statement={consentStatement(opens, account.name, detail.shown)}
            shown={detail.shown}
            draft={consent}
            onChange={(patch) => setConsent({ ...consent, ...patch })}
            problemOf={problemOf}
          />
        )}
        {!isOpening && (closes.voice || closes.text) && (
          <TextArea
            className="mt-3"
            label="Note"
            name="note"
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            problem={problemOf('note')}
            hint="Optional. Kept in the history."
          />
        )}
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
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" aria-disabled={pending || undefined}>
          {pending ? 'Saving…' : 'Save'}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Today, the way this account's people write a day. */
function writtenToday({ now, timeZone }: Clock, country: string): string {
  const today = localDay(now, timeZone);
  const [year, month, day] = today.split('-');
  return country === 'US' ? `${month}/${day}/${year}` : today;
}
