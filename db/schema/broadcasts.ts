import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  ApiKeyId,
  AudienceListId,
  BroadcastId,
  BroadcastStatus,
  Channel,
  RecipientStatus,
  Source,
  SuppressionReason,
  UserId,
} from '../vocabulary';
import { accountId, instant, moment, phoneColumn } from './columns';

const broadcastId = () => bigint('broadcast_id', { mode: 'number' }).$type<BroadcastId>().notNull();

/**
 * One message to many phones. An answer from the Inbox is one too, to a single phone and of the kind
 * `conversation`, so that it goes through the same queue and the same gate.
 */
export const broadcasts = pgTable(
  'broadcasts',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<BroadcastId>().notNull().generatedAlwaysAsIdentity(),
    kind: text('kind').$type<'broadcast' | 'conversation'>().notNull().default('broadcast'),
    channel: text('channel').$type<Channel>().notNull(),
    message: text('message').notNull(),
    status: text('status').$type<BroadcastStatus>().notNull(),
    /** Whose it is, and the API key that it came by. */
    userId: bigint('user_id', { mode: 'number' }).$type<UserId>(),
    apiKeyId: bigint('api_key_id', { mode: 'number' }).$type<ApiKeyId>(),
    userName: text('user_name').notNull(),
    createdAt: moment('created_at').notNull(),
    /** Not before this; null: at once. */
    scheduledAt: moment('scheduled_at'),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    /** Fixed when it is queued: distinct phones, and inputs that are no phones. */
    recipients: integer('recipients').notNull(),
    invalid: integer('invalid').notNull(),
    /** The request that it came by, where that may be repeated: a repeat finds it, and sends nothing again. */
    requestKey: text('request_key'),
    /** Why it paused by itself, in words. */
    problem: text('problem'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex('broadcasts_once')
      .on(t.accountId, t.requestKey)
      .where(sql`request_key is not null`),
    check('broadcasts_channel', sql`${t.channel} in ('voice', 'text')`),
    index('broadcasts_newest').on(t.accountId, t.kind, t.createdAt, t.id),
    index('broadcasts_at_work')
      .on(t.accountId, t.id)
      .where(sql`status in ('scheduled', 'sending')`),
    index('broadcasts_due')
      .on(t.scheduledAt)
      .where(sql`status = 'scheduled'`),
  ],
);

/** One phone of a broadcast, once however often it was listed. */
export const broadcastRecipients = pgTable(
  'broadcast_recipients',
  {
    accountId: accountId(),
    broadcastId: broadcastId(),
    phone: phoneColumn('phone').notNull(),
    /** The broadcast's, so that the guard against a closed channel needs no other table. */
    channel: text('channel').$type<Channel>().notNull(),
    status: text('status').$type<RecipientStatus>().notNull(),
    /** Of a suppressed or held one: why, since when, by what. */
    reason: text('reason').$type<SuppressionReason>(),
    since: moment('since'),
    source: text('source').$type<Source>(),
    /** Whose claim it is, and how long it holds: then it is unknown. Of a queued one: not before this. */
    claimedBy: uuid('claimed_by'),
    claimedUntil: instant('claimed_until'),
    /** The database's clock at the moment before the carrier was called. */
    handedOffAt: instant('handed_off_at'),
    /** The carrier's id of the message or call. */
    carrierId: text('carrier_id'),
    /** It carries "Reply STOP to opt out", for no text that did is known to have arrived. Decided when it is claimed. */
    withNotice: boolean('with_notice').notNull().default(false),
    deliveredAt: moment('delivered_at'),
    errorCode: text('error_code'),
    /** Why it failed, in words. */
    problem: text('problem'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.broadcastId, t.phone] }),
    check('broadcast_recipients_channel', sql`${t.channel} in ('voice', 'text')`),
    index('broadcast_recipients_by_status').on(t.accountId, t.broadcastId, t.status, t.phone),
    index('broadcast_recipients_by_phone').on(t.accountId, t.phone, t.broadcastId),
    index('broadcast_recipients_by_carrier_id')
      .on(t.carrierId)
      .where(sql`carrier_id is not null`),
    index('broadcast_recipients_in_hand')
      .on(t.accountId, t.claimedUntil)
      .where(sql`status = 'handing_off'`),
    index('broadcast_recipients_held')
      .on(t.accountId, t.phone)
      .where(sql`status = 'held'`),
  ],
);

/** What was listed and is no phone, to be shown beside the recipients. */
export const broadcastInvalid = pgTable(
  'broadcast_invalid',
  {
    accountId: accountId(),
    broadcastId: broadcastId(),
    n: integer('n').notNull(),
    input: text('input').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.broadcastId, t.n] })],
);

/** A file of phones that somebody chose as recipients, read and kept until a day has gone. */
export const audienceLists = pgTable(
  'audience_lists',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<AudienceListId>().notNull().generatedAlwaysAsIdentity(),
    userId: bigint('user_id', { mode: 'number' }).$type<UserId>(),
    fileName: text('file_name').notNull(),
    createdAt: moment('created_at').notNull(),
    phones: integer('phones').notNull(),
    invalid: integer('invalid').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.id] })],
);

export const audienceListPhones = pgTable(
  'audience_list_phones',
  {
    accountId: accountId(),
    listId: bigint('list_id', { mode: 'number' }).$type<AudienceListId>().notNull(),
    n: integer('n').notNull(),
    input: text('input').notNull(),
    /** Null: no phone, and `reason` says why. */
    phone: phoneColumn('phone'),
    reason: text('reason'),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.listId, t.n] })],
);

export type Broadcast = typeof broadcasts.$inferSelect;
export type Recipient = typeof broadcastRecipients.$inferSelect;
