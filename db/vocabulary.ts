/** The words of the product, as types. Imports nothing; everything may import it. */

export const CHANNELS = ['voice', 'text'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What kind of opt-out a phone is: which of its channels are closed. */
export const OPT_OUT_TYPES = ['voice', 'text', 'both'] as const;
export type OptOutType = (typeof OPT_OUT_TYPES)[number];

/** How a closing or a reopening came about. */
export const SOURCES = [
  'text_reply',
  'reply_detected',
  'carrier',
  'keypress',
  'inbound_call',
  'web',
  'manual',
  'upload',
  'contact',
  'broadcast',
  'conversation',
  'api',
  'correction',
] as const;
export type Source = (typeof SOURCES)[number];

/** What put a lock on a closed text channel: the handset's own STOP, or the carrier's block. */
export const LOCKS = ['text_reply', 'carrier'] as const;
export type Lock = (typeof LOCKS)[number];

export const EVENT_ACTIONS = ['opt_out', 'opt_in', 'correction'] as const;
export type EventAction = (typeof EVENT_ACTIONS)[number];

export const ROLES = ['master', 'messenger'] as const;
export type Role = (typeof ROLES)[number];

export const ACTOR_KINDS = ['user', 'api_key', 'recipient', 'carrier', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** How the person asked to be called or texted again. */
export const CONSENT_METHODS = ['in_person', 'phone', 'email', 'letter', 'website', 'other'] as const;
export type ConsentMethod = (typeof CONSENT_METHODS)[number];

/** What pressing 3 during a call closes: the dated rule of the FCC, or the master's choice for good. */
export const KEYPRESS_RULES = ['by_law', 'voice', 'both'] as const;
export type KeypressRule = (typeof KEYPRESS_RULES)[number];

export const UPLOAD_STATUSES = [
  'staging',
  'staged',
  'applying',
  'applied',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const;
export type UploadStatus = (typeof UPLOAD_STATUSES)[number];

/** How one phone of an upload was read, or what applying it does. */
export const UPLOAD_OUTCOMES = [
  'new',
  'widened',
  'already_opted_out',
  'duplicate',
  'no_request',
  'rejected',
] as const;
export type UploadOutcome = (typeof UPLOAD_OUTCOMES)[number];

/** A broadcast's way. There is no draft: nothing is stored before somebody says Send. */
export const BROADCAST_STATUSES = ['scheduled', 'sending', 'paused', 'done', 'cancelled'] as const;
export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];

/**
 * One phone of a broadcast. `handing_off`: the carrier is being called this moment; where the process dies
 * then, it becomes `unknown`, and is never sent again.
 */
export const RECIPIENT_STATUSES = [
  'queued',
  'handing_off',
  'sent',
  'delivered',
  'failed',
  'suppressed',
  'held',
  'unknown',
  'cancelled',
] as const;
export type RecipientStatus = (typeof RECIPIENT_STATUSES)[number];

/** Why a phone is not messaged. */
export const SUPPRESSION_REASONS = ['opted_out', 'needs_review', 'unapplied_reply'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** How an inbound text was read: a stop, start or help word, a revocation in other words, or nothing of these. */
export const READINGS = ['stop', 'start', 'help', 'opt_out', 'needs_review', 'nothing'] as const;
export type Reading = (typeof READINGS)[number];

/** What came of a review: a user's decision, or the deadline's. */
export const REVIEW_DECISIONS = ['opt_out', 'nothing', 'expired'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** What an API key may do: look, or change. */
export const API_SCOPES = ['read', 'write'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

declare const brand: unique symbol;
type Branded<T, Name> = T & { readonly [brand]: Name };

/** A phone number in E.164, `+15125550142`; only `lib/phone` and the database's codec make one. */
export type E164 = Branded<string, 'E164'>;
/** The account a row belongs to. */
export type AccountId = Branded<number, 'AccountId'>;
export type UserId = Branded<number, 'UserId'>;
export type UploadId = Branded<number, 'UploadId'>;
export type ApiKeyId = Branded<number, 'ApiKeyId'>;
export type ContactId = Branded<number, 'ContactId'>;
export type GroupId = Branded<number, 'GroupId'>;
export type ImportId = Branded<number, 'ImportId'>;
export type BroadcastId = Branded<number, 'BroadcastId'>;
export type AudienceListId = Branded<number, 'AudienceListId'>;
export type MessageId = Branded<number, 'MessageId'>;
export type ReviewId = Branded<number, 'ReviewId'>;
/** ISO 3166 alpha-2, `US`. */
export type Country = Branded<string, 'Country'>;
