/** A deleted contact can be restored for so long. */
export const RESTORABLE_DAYS = 30;

/** A contact has so many phones at most. */
export const MOST_PHONES = 3;

/** A file of contacts has so many rows at most: it is merged in memory before anything is stored. */
export const MOST_IMPORT_ROWS = 100_000;
