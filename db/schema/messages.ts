import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { BroadcastId, MessageId, Reading, ReviewDecision, ReviewId, Source } from '../vocabulary';
import { accountId, moment, phoneColumn } from './columns';
import type { Asker } from './uploads';

/**
 * What handsets texted to the account. Stored before anything else is done with it, once for each id that
 * the provider gave it, for ever: a second delivery a year later finds the first.
 */
export const messages = pgTable(
  'messages',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<MessageId>().notNull().generatedAlwaysAsIdentity(),
    /** The provider's id of the message. */
    providerId: text('provider_id').notNull(),
    phone: phoneColumn('phone').notNull(),
    /** The account's number that was texted. */
    sentTo: phoneColumn('sent_to').notNull(),
    body: text('body').notNull(),
    receivedAt: moment('received_at').notNull(),
    /** The provider's own time, where it gives one. */
    sentAt: moment('sent_at'),
    /** Twilio's `OptOutType`: it has read the word itself, and answers it itself. */
    optOutType: text('opt_out_type'),
    /** How it was read, and the words that made it so. */
    reading: text('reading').$type<Reading>().notNull(),
    matched: text('matched'),
    /** The latest broadcast that the phone had got by then. */
    broadcastId: bigint('broadcast_id', { mode: 'number' }).$type<BroadcastId>(),
    /** Null: its effect on the phone's state is still to come, and nothing is sent to the phone until then. */
    appliedAt: moment('applied_at'),
    /** Whether it changed the phone's state. */
    changed: boolean('changed'),
    attempts: integer('attempts').notNull().default(0),
    /** The one confirmation or help that it was answered with, and when that was claimed. */
    answer: text('answer'),
    answeredAt: moment('answered_at'),
    reviewId: bigint('review_id', { mode: 'number' }).$type<ReviewId>(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    unique('messages_once').on(t.accountId, t.providerId),
    index('messages_of_phone').on(t.accountId, t.phone, t.id),
    index('messages_unapplied')
      .on(t.accountId, t.phone)
      .where(sql`applied_at is null`),
  ],
);

/** The Inbox: one line a phone, newest first. */
export const conversations = pgTable(
  'conversations',
  {
    accountId: accountId(),
    phone: phoneColumn('phone').notNull(),
    lastAt: moment('last_at').notNull(),
    lastBody: text('last_body').notNull(),
    /** Received since somebody last opened it. */
    unread: integer('unread').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.phone] }),
    index('conversations_newest').on(t.accountId, t.lastAt, t.phone),
    index('conversations_unread')
      .on(t.accountId, t.lastAt, t.phone)
      .where(sql`unread > 0`),
  ],
);

/** A reply that may mean stop: all sends to the phone are held until somebody decides, or the deadline does. */
export const reviews = pgTable(
  'reviews',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<ReviewId>().notNull().generatedAlwaysAsIdentity(),
    phone: phoneColumn('phone').notNull(),
    messageId: bigint('message_id', { mode: 'number' }).$type<MessageId>().notNull(),
    openedAt: moment('opened_at').notNull(),
    /** The tenth business day after it came in; undecided by its end, it is an opt-out. */
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    decidedAt: moment('decided_at'),
    decision: text('decision').$type<ReviewDecision>(),
    decidedBy: jsonb('decided_by').$type<Asker>(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex('reviews_one_open')
      .on(t.accountId, t.phone)
      .where(sql`decided_at is null`),
    index('reviews_due')
      .on(t.accountId, t.dueOn)
      .where(sql`decided_at is null`),
  ],
);

/**
 * The provider's callbacks that close a phone, by a key of what each says; a second delivery finds it here. Stored
 * before anything else is done with them, as messages are.
 */
export const carrierCallbacks = pgTable(
  'carrier_callbacks',
  {
    accountId: accountId(),
    /** E.g. `CA123 key 3`, `SM123 21610`. */
    key: text('key').notNull(),
    /** What it closes the phone for. */
    source: text('source').$type<Extract<Source, 'keypress' | 'carrier'>>().notNull(),
    /** The recipient that it speaks of. */
    phone: phoneColumn('phone').notNull(),
    broadcastId: bigint('broadcast_id', { mode: 'number' }).$type<BroadcastId>().notNull(),
    receivedAt: moment('received_at').notNull(),
    /** Null: its effect on the phone's state is still to come, and nothing is sent to the phone until then. */
    appliedAt: moment('applied_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.key] }),
    index('carrier_callbacks_unapplied')
      .on(t.accountId, t.phone)
      .where(sql`applied_at is null`),
  ],
);

export type Message = typeof messages.$inferSelect;
export type CarrierCallback = typeof carrierCallbacks.$inferSelect;
export type Review = typeof reviews.$inferSelect;
