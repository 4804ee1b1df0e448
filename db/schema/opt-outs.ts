import { sql } from 'drizzle-orm';
import { bigint, check, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Lock, OptOutType, Source } from '../vocabulary';
import { accountId, moment, phoneColumn } from './columns';

/**
 * The state of each phone that was ever closed: a projection of the ledger, written in the same
 * transaction as its events. A phone without a row is open on both channels. One that was only queued for a
 * broadcast has a row with `seq` 0: the row is what a hand-off and an opt-out of the phone both hold.
 */
export const phones = pgTable(
  'phones',
  {
    accountId: accountId(),
    phone: phoneColumn('phone').notNull(),
    /** How many events the phone has; the next event is seq + 1. 0: nothing was ever said about it. */
    seq: integer('seq').notNull(),
    voiceClosedAt: moment('voice_closed_at'),
    voiceSource: text('voice_source').$type<Source>(),
    /** The event that closed the channel. */
    voiceSeq: integer('voice_seq'),
    textClosedAt: moment('text_closed_at'),
    textSource: text('text_source').$type<Source>(),
    textSeq: integer('text_seq'),
    /** Only the handset itself may reopen a locked text channel; a trigger says so too. */
    textLockedAt: moment('text_locked_at'),
    textLock: text('text_lock').$type<Lock>(),
    textLockSeq: integer('text_lock_seq'),
    /** Null when nothing is closed: the phone is not on the report. */
    type: text('type')
      .$type<OptOutType>()
      .generatedAlwaysAs(
        sql`case when voice_closed_at is not null and text_closed_at is not null then 'both' when voice_closed_at is not null then 'voice' when text_closed_at is not null then 'text' end`,
      ),
    addedAt: moment('added_at').generatedAlwaysAs(sql`least(voice_closed_at, text_closed_at)`),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.phone] }),
    check('phones_voice_whole', sql`num_nulls(voice_closed_at, voice_source, voice_seq) in (0, 3)`),
    check('phones_text_whole', sql`num_nulls(text_closed_at, text_source, text_seq) in (0, 3)`),
    check('phones_lock_whole', sql`num_nulls(text_locked_at, text_lock, text_lock_seq) in (0, 3)`),
    check('phones_lock_is_on_closed_text', sql`text_locked_at is null or text_closed_at is not null`),
    check('phones_e164', sql`phone between 1000000 and 999999999999999`),
    index('opt_outs_by_date')
      .on(t.accountId, t.addedAt, t.phone)
      .where(sql`type is not null`),
    index('opt_outs_by_type')
      .on(t.accountId, t.type, t.addedAt, t.phone)
      .where(sql`type is not null`),
    index('opt_outs_by_voice_source')
      .on(t.accountId, t.voiceSource, t.type, t.addedAt, t.phone)
      .where(sql`voice_source is not null`),
    index('opt_outs_by_text_source')
      .on(t.accountId, t.textSource, t.type, t.addedAt, t.phone)
      .where(sql`text_source is not null`),
    index('opt_outs_by_digits')
      .using('gin', t.accountId, sql`(phone::text) gin_trgm_ops`)
      .where(sql`type is not null`),
  ],
);

export type PhoneState = typeof phones.$inferSelect;

/**
 * How many opt-outs of each kind a day added: deltas that a trigger on `phones` writes and a job folds,
 * because one row that every opt-out updates would make a bulk apply block every STOP of its account.
 * Days are those of the account's time zone.
 */
export const optOutCounts = pgTable(
  'opt_out_counts',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    day: date('day', { mode: 'string' }).notNull(),
    type: text('type').$type<OptOutType>().notNull(),
    voiceSource: text('voice_source').$type<Source>(),
    textSource: text('text_source').$type<Source>(),
    n: integer('n').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('opt_out_counts_by_day').on(t.accountId, t.day, t.type, t.voiceSource, t.textSource, t.n),
  ],
);
