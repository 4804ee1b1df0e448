import { bigint, doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { BroadcastId, Channel } from '../vocabulary';
import { accountId, instant, phoneColumn } from './columns';

/**
 * The simulator's journal: every message and call that it was handed, written and committed before it
 * answers, by the database's clock. It is also what a handset shows.
 */
export const simulatorCalls = pgTable(
  'simulator_calls',
  {
    accountId: accountId(),
    /** As carriers do: `SM…` for a message, `CA…` for a call. */
    id: text('id').notNull(),
    phone: phoneColumn('phone').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    /** Null: an answer to STOP, UNSTOP or HELP. */
    broadcastId: bigint('broadcast_id', { mode: 'number' }).$type<BroadcastId>(),
    body: text('body').notNull(),
    calledAt: instant('called_at').notNull(),
    /** What it answered: `accepted`, or the code of an error. */
    answer: text('answer').notNull(),
    pressedAt: instant('pressed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('simulator_calls_of_phone').on(t.accountId, t.phone, t.calledAt),
  ],
);

/** How the simulator behaves for an account; tests set it. */
export const simulatorSettings = pgTable(
  'simulator_settings',
  {
    accountId: accountId(),
    latencyMs: integer('latency_ms').notNull().default(0),
    /** 0 to 1. */
    failureRate: doublePrecision('failure_rate').notNull().default(0),
    /** How often it takes a message and never answers, 0 to 1. */
    silenceRate: doublePrecision('silence_rate').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.accountId] })],
);
