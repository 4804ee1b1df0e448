import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { ActorKind, BroadcastId, EventAction, Role, Source, UploadId } from '../vocabulary';
import { accountId, moment, phoneColumn } from './columns';

/**
 * The ledger: one immutable line for each thing said about a phone. Append-only by trigger and by
 * grants. `voice`/`text` are the channels the event speaks of; `changed_*` and `locked` are what it
 * really changed, because saying it twice is evidence too.
 */
export const consentEvents = pgTable(
  'consent_events',
  {
    accountId: accountId(),
    phone: phoneColumn('phone').notNull(),
    seq: integer('seq').notNull(),
    action: text('action').$type<EventAction>().notNull(),
    source: text('source').$type<Source>().notNull(),
    voice: boolean('voice').notNull(),
    text: boolean('text').notNull(),
    changedVoice: boolean('changed_voice').notNull(),
    changedText: boolean('changed_text').notNull(),
    /** An opt-out that put the lock on, or an opt-in by the handset that released it. */
    changedLock: boolean('changed_lock').notNull(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    actorId: bigint('actor_id', { mode: 'number' }),
    /** Name and role as they were then. */
    actorName: text('actor_name').notNull(),
    actorRole: text('actor_role').$type<Role>(),
    recordedAt: moment('recorded_at').notNull(),
    /** The day the person asked, where a file or a user says it. */
    askedOn: date('asked_on', { mode: 'string' }),
    uploadId: bigint('upload_id', { mode: 'number' }).$type<UploadId>(),
    uploadRow: integer('upload_row'),
    /** The broadcast that somebody answered with it, or from whose results a user did it. */
    broadcastId: bigint('broadcast_id', { mode: 'number' }).$type<BroadcastId>(),
    /** Of a correction: the events (by seq) whose word about its channels no longer counts. */
    corrects: integer('corrects').array(),
    note: text('note'),
    /** What proves it: the words texted, the consent attested, the address it came from. */
    evidence: jsonb('evidence').$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.phone, t.seq] }),
    check('consent_events_speaks_of_a_channel', sql`${t.voice} or ${t.text}`),
    check(
      'consent_events_changes_what_it_speaks_of',
      sql`(${t.voice} or not ${t.changedVoice}) and (${t.text} or not ${t.changedText})`,
    ),
    check(
      'consent_events_corrections_name_events',
      sql`(${t.action} = 'correction') = (${t.corrects} is not null)`,
    ),
    index('consent_events_of_upload')
      .on(t.accountId, t.uploadId)
      .where(sql`upload_id is not null`),
    index('consent_events_of_broadcast')
      .on(t.accountId, t.broadcastId, t.phone)
      .where(sql`broadcast_id is not null`),
  ],
);

export type ConsentEventRow = typeof consentEvents.$inferSelect;
