import { localDay } from '@/lib/format';
import type { PhoneDetail } from '@/lib/opt-outs/view';
import type { Clock } from '../ui/moment';
import type { ConsentDraft } from './consent-fields';

/** What somebody is about to change of a phone: the switches they moved, the consent and the note as typed. */
export type PhoneDraft = {
  wanted: { voice?: boolean; text?: boolean };
  consent: ConsentDraft;
  note: string;
};

export const emptyDraft = (clock: Clock, country: string): PhoneDraft => ({
  wanted: {},
  consent: { method: '', day: writtenToday(clock, country), note: '', accepted: false },
  note: '',
});

/** How the channels will stand, and which of them saving would open or close. */
export function outcomeOf(detail: PhoneDetail, { wanted }: PhoneDraft) {
  const locked = Boolean(detail.text?.lock);
  const was = { voice: detail.voice !== null, text: detail.text !== null };
  const is = { voice: wanted.voice ?? was.voice, text: locked ? true : (wanted.text ?? was.text) };
  const opens = { voice: was.voice && !is.voice, text: was.text && !is.text };
  const closes = { voice: !was.voice && is.voice, text: !was.text && is.text };
  const isOpening = opens.voice || opens.text;
  return { is, opens, closes, isOpening, isClosing: closes.voice || closes.text };
}

/** The form's values for a draft; null where nothing was changed. */
export function editOf(detail: PhoneDetail, draft: PhoneDraft) {
  const { opens, closes, isOpening, isClosing } = outcomeOf(detail, draft);
  if (!isOpening && !isClosing) return null;
  /** Only what the user switched: a channel that closed meanwhile is not to be opened by the way. */
  const changeOf = (channel: 'voice' | 'text') =>
    opens[channel] ? 'allowed' : closes[channel] ? 'opted_out' : undefined;
  const { method, day, note, accepted } = draft.consent;
  return {
    phone: detail.phone,
    seen: String(detail.seq),
    voice: changeOf('voice'),
    text: changeOf('text'),
    note: isOpening ? undefined : draft.note,
    ...(isOpening && { method, day, consent_note: note, accepted: accepted ? 'on' : undefined }),
  };
}

/** The statement names what opens: it must be read again when that changes. */
export const withoutTick = (draft: PhoneDraft): PhoneDraft => ({
  ...draft,
  consent: { ...draft.consent, accepted: false },
});

/** Today, the way this account's people write a day. */
function writtenToday({ now, timeZone }: Clock, country: string): string {
  const today = localDay(now, timeZone);
  const [year, month, day] = today.split('-');
  return country === 'US' ? `${month}/${day}/${year}` : today;
}
