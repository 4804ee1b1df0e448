/**
 * What a spreadsheet would run: a cell that begins with `= + - @`, a tab or a line break, also behind blanks
 * and quotation marks that a program may drop, and in their full-width and small forms.
 */
export const FORMULA =
  /^(?:[\t\r\n]|[\s"'`\u200b-\u200f\u2060\ufeff]*[=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b＝＋－＠])/;

/** A text cell that no spreadsheet takes for a formula: such a one gets a leading apostrophe. */
export const safeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
