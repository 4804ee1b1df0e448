import type {
  Channel,
  E164,
  Lock,
  MessageId,
  OptOutType,
  Reading,
  RecipientStatus,
  ReviewDecision,
  ReviewId,
  SuppressionReason,
} from '@/db/vocabulary';

/** Which conversations are shown. */
export const INBOX_VIEWS = ['all', 'unread', 'review', 'opted_out'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

export type Deadline = {
  /** `YYYY-MM-DD`: undecided by its end, it is an opt-out. */
  dueOn: string;
  businessDaysLeft: number;
};

/** One line of the Inbox. */
export type ConversationLine = {
  phone: E164;
  shown: string;
  /** Of a contact that has this phone. */
  name: string | null;
  lastAt: Date;
  lastBody: string;
  unread: number;
  optedOut: OptOutType | null;
  review: Deadline | null;
};

export type InboxPage = {
  lines: ConversationLine[];
  /** Names the next page; null on the last. */
  next: string | null;
};

/** What they said, and how it was read. */
export type Received = {
  kind: 'received';
  id: MessageId;
  at: Date;
  body: string;
  reading: Reading;
  /** The words that made it so. */
  matched: string | null;
  /** Its effect is still to come. */
  waits: boolean;
  changed: boolean;
  decision: { what: ReviewDecision; by: string; at: Date } | null;
  /** It closed something by itself, which may be taken back as a mistake of reading. */
  mayCorrect: boolean;
};

/** What we sent: a broadcast, a reply of a user's, or the confirmation of a word. */
export type Sent = {
  kind: 'sent';
  id: string;
  at: Date;
  body: string;
  channel: Channel;
  what: 'broadcast' | 'reply' | 'confirmation';
  by: string | null;
  status: RecipientStatus | null;
  /** Why it was not sent, where it was not. */
  reason: SuppressionReason | null;
};

export type Conversation = {
  phone: E164;
  shown: string;
  name: string | null;
  optedOut: OptOutType | null;
  /** Who put the lock on text: the person, or the carrier for them. */
  textLock: Lock | null;
  unread: number;
  review: ({ id: ReviewId } & Deadline) | null;
  /** Oldest first. */
  items: (Received | Sent)[];
};
