import { SOURCES } from '@/db/vocabulary';
import type { Channel, ConsentMethod, KeypressRule, Lock, Source } from '@/db/vocabulary';

export type Channels = { voice: boolean; text: boolean };

/** From this day the FCC's "revoke all" rule makes one key press stop calls and texts. */
export const REVOKE_ALL_FROM = '2027-01-31';

/** What pressing 3 closes on a day (`YYYY-MM-DD`, in the account's zone). */
export function closedByKeypress(rule: KeypressRule, day: string): Channels {
  if (rule !== 'by_law') return { voice: true, text: rule === 'both' };
  return { voice: true, text: day >= REVOKE_ALL_FROM };
}

/** The channels an event closes: the law's where the recipient spoke, else what was chosen. */
export function channelsClosedBy(source: Source, chosen: Channels, keypress: Channels): Channels {
  switch (source) {
    case 'text_reply':
    case 'reply_detected':
    case 'carrier':
      return { voice: true, text: true };
    case 'keypress':
      return keypress;
    case 'inbound_call':
      return { voice: true, text: false };
    default:
      return chosen;
  }
}

/** The lock an event puts on text: the handset's own STOP, or the carrier's block. */
export const lockedBy = (source: Source): Lock | null =>
  source === 'text_reply' || source === 'carrier' ? source : null;

/** Only the recipient may undo their own STOP, and only by texting UNSTOP. */
export const whoMayReopen = (channel: Channel, state: { locked: boolean }): 'recipient' | 'account' =>
  channel === 'text' && state.locked ? 'recipient' : 'account';

/** After so many days only the master may say that an opt-out was a mistake. */
export const CORRECTION_DAYS = 30;

/** The sentence a user ticks to take an opt-out back; kept word for word with the event. */
export const CORRECTION_STATEMENT = 'Nobody asked us to stop; this was recorded by mistake';

/** What recipients or their carrier did themselves is never a mistake of ours. */
export const isTheirOwnDoing = (source: Source): boolean =>
  ['text_reply', 'carrier', 'keypress', 'inbound_call', 'web'].includes(source);

/** Who may take closings back as a mistake: nobody where the recipient spoke, the master alone where one is old. */
export function whoMayCorrect(
  closings: readonly { source: Source; recordedAt: Date }[],
  now: Date,
): 'account' | 'master' | 'nobody' {
  if (closings.some(({ source }) => isTheirOwnDoing(source))) return 'nobody';
  const oldest = now.getTime() - CORRECTION_DAYS * 86_400_000;
  return closings.some(({ recordedAt }) => recordedAt.getTime() < oldest) ? 'master' : 'account';
}

/** Consent is given after the person's latest "stop" and not in the future; days in the account's zone. */
export function consentDayProblem(day: string, latestClosing: string, today: string): string | null {
  if (day > today) return 'That day has not come yet.';
  if (day < latestClosing) return `They opted out on ${latestClosing}, after that. Consent must be newer.`;
  return null;
}

/** Clocks differ; that much before the closing may be after it. */
const CLOCK_SKEW_MS = 60_000;

/** The same where the moment is known. */
export const isOlderConsent = (asked: Date, closed: Date): boolean =>
  asked.getTime() + CLOCK_SKEW_MS < closed.getTime();
export const CONSENT_OLDER = 'They opted out later that day. Consent must be newer.';

const CALLS_AND_TEXTS = { voice: 'calls', text: 'texts' } as const;

/** `calls`, `texts` or `calls and texts`: the channels as a recipient would say them. */
export const inRecipientsWords = (channels: Channels): string =>
  (['voice', 'text'] as const)
    .filter((channel) => channels[channel])
    .map((channel) => CALLS_AND_TEXTS[channel])
    .join(' and ');

/** The sentence a user ticks; kept word for word with the event. */
export const consentStatement = (channels: Channels, accountName: string, phone: string): string =>
  `I confirm this person gave consent to ${inRecipientsWords(channels)} from ${accountName} at ${phone}`;

export const CONSENT_METHOD_WORDS: Record<ConsentMethod, string> = {
  in_person: 'In person',
  phone: 'By phone',
  email: 'E-mail',
  letter: 'Letter',
  website: 'Website',
  other: 'Other',
};

/** Sources as a person would say them. */
export const SOURCE_WORDS: Record<Source, string> = {
  text_reply: 'Texted STOP',
  reply_detected: 'Asked in a reply',
  carrier: 'Carrier block',
  keypress: 'Pressed 3 on a call',
  inbound_call: 'Called the opt-out line',
  web: 'Public page',
  manual: 'Added by hand',
  upload: 'Upload',
  contact: 'Contact',
  broadcast: 'Broadcast',
  conversation: 'Conversation',
  api: 'API',
  correction: 'Correction',
};

export const LOCK_WORDS: Record<Lock, string> = { text_reply: 'Texted STOP', carrier: 'Carrier block' };

/** Sources that may stand in the filter: those that can close a channel. */
export const CLOSING_SOURCES = SOURCES.filter((source) => source !== 'correction');
