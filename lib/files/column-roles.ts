/** What a column of a file can hold for us. */
export const COLUMN_ROLES = [
  'phone',
  'channel',
  'no_calls',
  'no_texts',
  'calls',
  'texts',
  'date',
  'note',
  'other',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];
