import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ApiKeyId, ApiScope, UserId } from '../vocabulary';
import { accountId, moment } from './columns';

/** What lets a program act for an account. The key itself is shown once and kept only as a hash. */
export const apiKeys = pgTable(
  'api_keys',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<ApiKeyId>().notNull().generatedAlwaysAsIdentity(),
    /** Whose key it is: it may never do more than they may, and ends with them. */
    userId: bigint('user_id', { mode: 'number' }).$type<UserId>().notNull(),
    name: text('name').notNull(),
    scopes: text('scopes').array().$type<ApiScope[]>().notNull(),
    /** Its first letters, to tell keys apart. */
    hint: text('hint').notNull(),
    createdAt: moment('created_at').notNull(),
    lastUsedAt: moment('last_used_at'),
    revokedAt: moment('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    check('api_keys_scopes', sql`${t.scopes} <@ array['read', 'write'] and cardinality(${t.scopes}) > 0`),
  ],
);

/** Hash of a key to its account, across accounts; read only through the function `find_api_key`. */
export const apiKeyHashes = pgTable('api_key_hashes', {
  /** SHA-256, in hex. */
  hash: text('hash').primaryKey(),
  accountId: accountId(),
  keyId: bigint('key_id', { mode: 'number' }).$type<ApiKeyId>().notNull(),
});

/** What was answered to a request that named an Idempotency-Key, so that a repeat gets the same. */
export const apiAnswers = pgTable(
  'api_answers',
  {
    accountId: accountId(),
    idempotencyKey: text('idempotency_key').notNull(),
    /** SHA-256 of method, path and body. */
    fingerprint: text('fingerprint').notNull(),
    /** Null while the first request is still at work. */
    status: integer('status'),
    contentType: text('content_type'),
    body: jsonb('body').$type<unknown>(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.idempotencyKey] }),
    index('api_answers_by_age').on(t.accountId, t.createdAt),
  ],
);

export type ApiKey = typeof apiKeys.$inferSelect;
