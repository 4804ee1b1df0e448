/** Text as Postgres can hold it: without NUL, and with no half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** The same for all the text in a value that goes into a `jsonb` column. */
export const storableJson = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' ? storable(part) : part,
  ) as T;
