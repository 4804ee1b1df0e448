/** A column of an exported table. */
export type Column = {
  name: string;
  /** In characters, for formats that have a width. */
  width: number;
  /** Holds words that somebody else chose, so that a spreadsheet must not take them for a formula. */
  isFree?: true;
};

/** The cells of one row, as text, in the order of the columns. */
export type Cells = string[];

/**
 * What a spreadsheet may run, or take for a number: cells that begin with one of these, also behind blanks
 * and quotation marks that a program may drop, and their full-width and small twins.
 */
export const startsLikeFormula = (cell: string): boolean => FORMULA.test(cell);
const FORMULA =
  /^(?:[\t\r\n]|[\s"'`\u200b-\u200f\u2060\ufeff]*[=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b＝＋－＠])/;
