/** What a column of a file can hold for us. */
export const COLUMN_ROLES = [
  'phone',
  'channel',
  'no_calls',
  'no_texts',
  'calls',
  'texts',
  'opted_out',
  'subscribed',
  'date',
  'note',
  'other',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];
