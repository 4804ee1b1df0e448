/** A column of an exported table; the width, in characters, is for formats that have one. */
export type Column = { name: string; width: number };

/** The cells of one row, as text, in the order of the columns. */
export type Cells = string[];
