/** A deleted contact can be restored for so long. */
export const RESTORABLE_DAYS = 30;

/** The fields of a contact's phones, in their order: it has three at most. */
export const PHONE_FIELDS = ['phone_1', 'phone_2', 'phone_3'] as const;
export type PhoneField = (typeof PHONE_FIELDS)[number];

export const MOST_NAME = 200;
export const MOST_NOTES = 5000;

/** A file of contacts has so many rows at most: it is merged in memory before anything is stored. */
export const MOST_IMPORT_ROWS = 100_000;
