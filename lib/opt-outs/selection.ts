/** So many rows of the report can be selected, and exported as a selection. */
export const MOST_SELECTED = 1_000;
