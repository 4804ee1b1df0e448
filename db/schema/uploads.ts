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
import type { ActorKind, ApiKeyId, Role, UploadId, UploadStatus, UserId } from '../vocabulary';
import { accountId, moment, phoneColumn } from './columns';

/** Who asked for something that a worker does later, as they were then. */
export type Asker = {
  actor: { kind: ActorKind; id: number | null; name: string; role: Role | null };
  from: { ip: string | null; userAgent: string | null } | null;
};

/** Who asked for an upload to be undone, and why. */
export type UndoRequest = Asker & {
  reason: string;
  /** Once it is done. */
  result?: { phones: number; reopened: number; still_closed: number };
};

/** One imported file on its way: staged, reviewed, applied. The file itself lies under DATA_DIR. */
export const uploads = pgTable(
  'uploads',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<UploadId>().notNull().generatedAlwaysAsIdentity(),
    userId: bigint('user_id', { mode: 'number' }).$type<UserId>(),
    userName: text('user_name').notNull(),
    /** Who uploaded it, where that is not a user but an API key; who asked for its undoing, and why. */
    apiKeyId: bigint('api_key_id', { mode: 'number' }).$type<ApiKeyId>(),
    undo: jsonb('undo').$type<UndoRequest>(),
    undoneAt: moment('undone_at'),
    fileName: text('file_name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    status: text('status').$type<UploadStatus>().notNull(),
    createdAt: moment('created_at').notNull(),
    appliedAt: moment('applied_at'),
    appliedBy: text('applied_by'),
    /** Who said "apply": in whose name the upload closes. */
    appliedAs: jsonb('applied_as').$type<Asker>(),
    /** What a person settled of how the file is read (`Chosen` of lib/files); the rest is detected. */
    chosen: jsonb('chosen').$type<unknown>(),
    rowsRead: integer('rows_read').notNull().default(0),
    rowsTotal: integer('rows_total'),
    /** What was detected in the file and how its columns are read (`Layout` of lib/files). */
    layout: jsonb('layout').$type<unknown>(),
    /** Counts that do not depend on the toggles: rows, blank rows, phones, rejected. */
    rows: integer('rows').notNull().default(0),
    blankRows: integer('blank_rows').notNull().default(0),
    phones: integer('phones').notNull().default(0),
    rejected: integer('rejected').notNull().default(0),
    /** What applying would do, as last counted (`Preview` of lib/uploads). */
    preview: jsonb('preview').$type<unknown>(),
    /** The counts of all outcomes, as applied. */
    result: jsonb('result').$type<Record<string, number>>(),
    voice: boolean('voice').notNull().default(true),
    text: boolean('text').notNull().default(true),
    /** How often staging or applying was begun; a file that kills its reader is not read for ever. */
    attempts: integer('attempts').notNull().default(0),
    /** Why it failed, in words for the user. */
    problem: text('problem'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('uploads_newest').on(t.accountId, t.createdAt),
    index('uploads_same_file').on(t.accountId, t.sha256),
    index('uploads_unfinished')
      .on(t.accountId, t.id)
      .where(sql`status in ('staging', 'applying', 'undoing')`),
  ],
);

/** Each phone of a staged file, in file order; a cell with two phones is two of them. */
export const uploadPhones = pgTable(
  'upload_phones',
  {
    accountId: accountId(),
    uploadId: bigint('upload_id', { mode: 'number' }).$type<UploadId>().notNull(),
    n: integer('n').notNull(),
    /** The row in the file, as a spreadsheet counts: from 1, header included. */
    row: integer('row').notNull(),
    column: text('column_name').notNull(),
    value: text('value').notNull(),
    /** Null: rejected, and `note` says why. */
    phone: phoneColumn('phone'),
    /** What the row itself asks; both null: the toggles of the file decide. */
    voice: boolean('voice'),
    text: boolean('text'),
    askedOn: date('asked_on', { mode: 'string' }),
    /** What the row's channel columns said: "No Calls: Y, No Texts: N". */
    said: text('said'),
    /** The repair, or the reason for rejecting. */
    note: text('note'),
    /** The file's own note column. */
    remark: text('remark'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.uploadId, t.n] }),
    check('upload_phones_asks_whole', sql`(voice is null) = (text is null)`),
  ],
);

export type Upload = typeof uploads.$inferSelect;
