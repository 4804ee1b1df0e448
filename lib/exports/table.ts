/** A column of an exported table; the width, in characters, is for formats that have one. */
export type Column = {
  name: string;
  width: number;
  /** Its cells are written by us and hold no comma, quotation mark, line break or formula. */
  isOurs?: boolean;
};

/** The cells of one row, as text, in the order of the columns. */
export type Cells = string[];
