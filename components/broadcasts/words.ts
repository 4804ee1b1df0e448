import type { BroadcastStatus, Channel, Source, SuppressionReason } from '@/db/vocabulary';
import type { BroadcastCounts, RecipientFilter, RecipientLine } from '@/lib/broadcasts/view';
import { formatCount, formatDay, localDay } from '@/lib/format';
import { SOURCE_WORDS } from '@/lib/opt-outs/policy';

export const STATUS_WORDS: Record<BroadcastStatus, string> = {
  scheduled: 'Scheduled',
  sending: 'Sending',
  paused: 'Paused',
  done: 'Done',
  cancelled: 'Cancelled',
};

export const CHANNEL_WORDS: Record<Channel, string> = { text: 'Text', voice: 'Voice' };

/** "1,186 people", "1 person" */
export const people = (n: number): string => `${formatCount(n)} ${n === 1 ? 'person' : 'people'}`;

/** "1,203 recipients", "1 recipient" */
export const recipients = (n: number): string => `${formatCount(n)} ${n === 1 ? 'recipient' : 'recipients'}`;

/** "Text 1,186 people", "Call 1 person" */
export const sendingTo = (channel: Channel, n: number): string =>
  `${channel === 'text' ? 'Text' : 'Call'} ${people(n)}`;

/** A group of the result: what it is called, and what that means for its recipients. */
export type Group = { key: RecipientFilter | 'invalid'; name: string; meaning: string };

export const GROUPS: readonly Group[] = [
  { key: 'queued', name: 'Waiting', meaning: 'Not messaged yet. Each is looked at again just before.' },
  {
    key: 'sent',
    name: 'Sent',
    meaning: 'On its way: the carrier has it, and has not said yet that it arrived.',
  },
  { key: 'delivered', name: 'Delivered', meaning: 'The carrier says that it arrived.' },
  { key: 'failed', name: 'Failed', meaning: 'The carrier could not deliver it.' },
  {
    key: 'suppressed',
    name: 'Suppressed',
    meaning: 'Not messaged: they opted out, or had just replied, which is looked at first.',
  },
  {
    key: 'held',
    name: 'Held',
    meaning:
      'Not messaged while their reply is under review. Decide in the Inbox whether they asked to stop.',
  },
  {
    key: 'unknown',
    name: 'Unknown',
    meaning:
      'The carrier was given the message and did not answer. It may have been delivered; it is never sent again by itself.',
  },
  { key: 'opted_out', name: 'Opted out', meaning: 'They opted out because of this broadcast.' },
  { key: 'cancelled', name: 'Cancelled', meaning: 'Not messaged, because this broadcast was cancelled.' },
  { key: 'invalid', name: 'Invalid', meaning: 'Listed among the recipients, and no phone number.' },
];

/** How many stand in a group; in nobody's group twice, but those who opted out. */
export const countOf = (counts: BroadcastCounts, key: Group['key']): number =>
  key === 'queued' ? counts.queued + counts.handing_off : counts[key];

/** How many were handed to the carrier, whatever came of it. */
export const messaged = ({ sent, delivered, failed, unknown }: BroadcastCounts): number =>
  sent + delivered + failed + unknown;

/** All that was listed, each phone once: what the groups add up to. */
export const listed = ({ recipients: phones, invalid }: BroadcastCounts): number => phones + invalid;

/** Why a phone is not messaged: "Texted STOP, since Nov 21, 2026". */
export function reasonInWords(
  { reason, since, source }: { reason: SuppressionReason; since: Date | null; source: Source | null },
  timeZone: string,
): string {
  const day = since && formatDay(localDay(since, timeZone));
  switch (reason) {
    case 'opted_out':
      return [source ? SOURCE_WORDS[source] : 'Opted out', day && `since ${day}`].filter(Boolean).join(', ');
    case 'needs_review':
      return `Their reply is under review${day ? `, since ${day}` : ''}`;
    case 'unapplied_reply':
      return 'They have just replied, and that is looked at first';
  }
}

/** What became of a recipient, in a word. */
export function fateInWords({ status }: RecipientLine): string {
  if (status === 'handing_off') return 'Waiting';
  return GROUPS.find(({ key }) => key === status)?.name ?? status;
}
