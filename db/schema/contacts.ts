import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { ContactId, GroupId, ImportId, UserId } from '../vocabulary';
import { accountId, moment, phoneColumn } from './columns';

const contactId = () => bigint('contact_id', { mode: 'number' }).$type<ContactId>().notNull();
const groupId = () => bigint('group_id', { mode: 'number' }).$type<GroupId>().notNull();
const userId = () => bigint('user_id', { mode: 'number' }).$type<UserId>();

/** Whom the account knows by name. What a contact's phones are opted out of lives in `phones`, not here. */
export const contacts = pgTable(
  'contacts',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<ContactId>().notNull().generatedAlwaysAsIdentity(),
    /** Whose contact it is: messengers see their own, or all where the master grants it. */
    userId: userId(),
    name: text('name').notNull(),
    notes: text('notes').notNull().default(''),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    /** Restorable for 30 days. */
    deletedAt: moment('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('contacts_by_name').on(t.accountId, sql`lower(name)`, t.id),
    index('contacts_by_part_of_name').using('gin', t.accountId, sql`lower(name) gin_trgm_ops`),
  ],
);

/** Up to three phones of a contact, in its order. Two contacts may share one. */
export const contactPhones = pgTable(
  'contact_phones',
  {
    accountId: accountId(),
    contactId: contactId(),
    n: integer('n').notNull(),
    phone: phoneColumn('phone').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.contactId, t.n] }),
    unique('contact_phones_once').on(t.accountId, t.contactId, t.phone),
    check('contact_phones_at_most_three', sql`n between 1 and 3`),
    index('contact_phones_by_phone').on(t.accountId, t.phone),
    index('contact_phones_by_digits').using('gin', t.accountId, sql`(phone::text) gin_trgm_ops`),
  ],
);

export const contactGroups = pgTable(
  'contact_groups',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<GroupId>().notNull().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    unique('contact_groups_name').on(t.accountId, t.name),
  ],
);

export const groupMembers = pgTable(
  'group_members',
  { accountId: accountId(), groupId: groupId(), contactId: contactId() },
  (t) => [
    primaryKey({ columns: [t.accountId, t.groupId, t.contactId] }),
    index('group_members_of_contact').on(t.accountId, t.contactId),
  ],
);

/** One file of contacts on its way: read, reviewed, applied. It never touches an opt-out. */
export const contactImports = pgTable(
  'contact_imports',
  {
    accountId: accountId(),
    id: bigint('id', { mode: 'number' }).$type<ImportId>().notNull().generatedAlwaysAsIdentity(),
    userId: userId(),
    userName: text('user_name').notNull(),
    fileName: text('file_name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    status: text('status').$type<'staging' | 'staged' | 'applied' | 'failed' | 'cancelled'>().notNull(),
    createdAt: moment('created_at').notNull(),
    appliedAt: moment('applied_at'),
    rowsRead: integer('rows_read').notNull().default(0),
    layout: jsonb('layout').$type<unknown>(),
    /** What a person chose of how the file is read. */
    chosen: jsonb('chosen').$type<unknown>(),
    counts: jsonb('counts').$type<Record<string, number>>(),
    attempts: integer('attempts').notNull().default(0),
    problem: text('problem'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index('contact_imports_newest').on(t.accountId, t.createdAt),
  ],
);

export const contactImportRows = pgTable(
  'contact_import_rows',
  {
    accountId: accountId(),
    importId: bigint('import_id', { mode: 'number' }).$type<ImportId>().notNull(),
    /** The row in the file, as a spreadsheet counts. */
    row: integer('row').notNull(),
    name: text('name').notNull(),
    /** E.164 digits, in the order of the columns. */
    phones: bigint('phones', { mode: 'number' }).array().notNull(),
    groups: text('groups').array().notNull(),
    notes: text('notes').notNull().default(''),
    /** Why the row, or a phone of it, cannot be taken; null where all of it can. */
    problem: text('problem'),
    /** What stands in its phone columns and is no phone, as it was written. */
    unreadable: text('unreadable').notNull().default(''),
    outcome: text('outcome').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.importId, t.row] })],
);

export type ContactRow = typeof contacts.$inferSelect;
export type ContactImport = typeof contactImports.$inferSelect;
