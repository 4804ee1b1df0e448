import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { AccountId, Country, E164, KeypressRule, Role, UserId } from '../vocabulary';
import { accountId, moment, phoneColumn } from './columns';

/** The customers. The only table that is read without saying the account. */
export const accounts = pgTable('accounts', {
  id: bigint('id', { mode: 'number' }).$type<AccountId>().primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique(),
  country: text('country')
    .$type<Country>()
    .notNull()
    .default(sql`'US'`),
  timeZone: text('time_zone').notNull().default('America/Chicago'),
  /** The number that people text STOP and UNSTOP to. */
  textNumber: phoneColumn('text_number').unique(),
  keypressRule: text('keypress_rule').$type<KeypressRule>().notNull().default('by_law'),
  /** Whether the carrier or its network answers STOP itself; null: as is usual with the carrier. */
  carrierAnswersStop: boolean('carrier_answers_stop'),
  /** The phone or e-mail that HELP is answered with; null: the text number. */
  helpContact: text('help_contact'),
  createdAt: moment('created_at').notNull(),
});

/** E-mail to user, across accounts; read only through the function `find_login`. */
export const logins = pgTable(
  'logins',
  {
    /** Lower case. */
    email: text('email').primaryKey(),
    accountId: accountId(),
    userId: bigint('user_id', { mode: 'number' }).$type<UserId>().notNull(),
    passwordHash: text('password_hash').notNull(),
  },
  (t) => [check('logins_email_lower', sql`${t.email} = lower(${t.email})`)],
);

export const users = pgTable(
  'users',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<UserId>().notNull().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    mayExport: boolean('may_export').notNull().default(true),
    mayOptIn: boolean('may_opt_in').notNull().default(true),
    mayUpload: boolean('may_upload').notNull().default(true),
    /** All contacts and broadcasts of the account, not only their own. */
    maySeeAll: boolean('may_see_all').notNull().default(false),
    createdAt: moment('created_at').notNull(),
    deactivatedAt: moment('deactivated_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    check('users_role', sql`${t.role} in ('master', 'messenger')`),
  ],
);

/** A signed-in browser. The cookie carries the id; deleting the row signs it out. */
export const sessions = pgTable(
  'sessions',
  {
    accountId: accountId(),
    id: uuid('id').notNull(),
    userId: bigint('user_id', { mode: 'number' }).$type<UserId>().notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.id] }), index('sessions_user').on(t.accountId, t.userId)],
);

/** Tries within a window of time, by a hashed key (an e-mail, an address); used through `count_attempt`. */
export const attempts = pgTable('attempts', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  windowEnds: moment('window_ends').notNull(),
});

export type Account = typeof accounts.$inferSelect;
export type User = typeof users.$inferSelect;
export type TextNumber = E164;
