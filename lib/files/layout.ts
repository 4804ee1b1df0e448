import 'server-only';
import type { ColumnRole } from './column-roles';
import type { DateOrder } from './dates';
import type { Dialect } from './csv-records';
import type { Encoding } from './encoding';
import type { Sheet } from './read-workbook';

/**
 * `channel` names channels in words, or answers yes/no for both; `no_calls` and `no_texts` answer yes
 * where the channel is to be closed, `calls` and `texts` where it may stay open. `opted_out` and
 * `subscribed` answer yes or no and name no channel: the toggles of the file say which.
 */
export type Role = ColumnRole;
export type ChannelRole = Exclude<Role, 'phone' | 'date' | 'note' | 'other'>;

export type Column = {
  /** From 0, as in `Row.cells`. */
  index: number;
  /** The header's text, or "Column C". */
  name: string;
  role: Role;
  /** Up to three of its values. */
  sample: string[];
  /** The sheet hides it; it is read like the others. */
  isHidden?: boolean;
  /** Of a date column. Where it is not sure, the file reads both ways and a person has to look. */
  dateOrder?: DateOrder;
  isDateOrderSure?: boolean;
};

/** How a file is read. Plain JSON: it is kept with the upload, shown, and may be corrected. */
export type Layout = {
  /** The row of the column names, from 1 as a spreadsheet counts; null where the file has none. */
  headerRow: number | null;
  /** The first row of content. */
  firstRow: number;
  columns: Column[];
  /** Rows that hold a phone where none is read: above the column names and, once it was read, in other columns. */
  missed?: { column: string; rows: number }[];
  /** Once it was read: rows with phones that the sheet hides. */
  hiddenRows?: number;
} & (CsvSource | { kind: 'xlsx'; sheet: string; sheets: Sheet[] });

/** How a text file's bytes become rows; `width` is how many cells a row usually has. */
export type CsvSource = { kind: 'csv'; encoding: Encoding; width: number } & Dialect;
