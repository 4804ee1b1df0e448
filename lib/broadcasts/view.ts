import type {
  AudienceListId,
  BroadcastId,
  BroadcastStatus,
  Channel,
  E164,
  RecipientStatus,
  Source,
  SuppressionReason,
} from '@/db/vocabulary';

/** How many recipients stand where. `sent`: with the carrier, and no word yet of its arrival. */
export type BroadcastCounts = Record<RecipientStatus, number> & {
  recipients: number;
  invalid: number;
  /** Phones that opted out because of this broadcast. */
  opted_out: number;
};

export type BroadcastLine = {
  id: BroadcastId;
  channel: Channel;
  message: string;
  status: BroadcastStatus;
  /** Why it paused by itself; null where it did not. */
  problem: string | null;
  by: string;
  createdAt: Date;
  scheduledAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  counts: BroadcastCounts;
};

export type RecipientLine = {
  phone: E164;
  /** As people write it. */
  shown: string;
  /** Of the contact that has this phone, where there is one. */
  name: string | null;
  status: RecipientStatus;
  reason: SuppressionReason | null;
  since: Date | null;
  source: Source | null;
  handedOffAt: Date | null;
  deliveredAt: Date | null;
  problem: string | null;
  /** Whether it opted out because of this broadcast. */
  optedOut: boolean;
};

/** What has a place among the results. `queued`: also those in hand this moment. */
export const RECIPIENT_FILTERS = [
  'queued',
  'sent',
  'delivered',
  'failed',
  'suppressed',
  'held',
  'unknown',
  'cancelled',
  'opted_out',
] as const;
export type RecipientFilter = (typeof RECIPIENT_FILTERS)[number];

/** A file of recipients that somebody chose. */
export type AudienceList = {
  id: AudienceListId;
  fileName: string;
  phones: number;
  invalid: number;
  /** The columns that its phones were read from. */
  columns: string[];
};

/** Who of an audience would be messaged now, and who not and why. */
export type AudienceScreening = {
  recipients: number;
  allowed: number;
  /** Opted out. */
  suppressed: number;
  /** Have just replied, and nobody knows yet what it asks. */
  replied: number;
  /** Under review. */
  held: number;
  invalid: number;
  /** The first of those that will not be messaged, and why. */
  notMessaged: { phone: E164; shown: string; reason: SuppressionReason; since: Date; source: Source }[];
  unreadable: { input: string; reason: string }[];
};
