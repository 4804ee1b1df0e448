/**
 * What a spreadsheet would run: a cell that begins with `= + - @`, also behind blanks and quotation marks that
 * a program may drop, and in their full-width and small forms. A semicolon, tab or line break begins a cell too:
 * where the program parts cells at those (Excel does at semicolons in half of Europe), our quotation marks stand
 * in the middle of one and hold nothing together. A comma does not: there they hold.
 */
const FORMULA =
  /(^|[;\t\r\n])((?:[^\S\t\r\n]|["'`\u200b-\u200f\u2060\ufeff])*[=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b＝＋－＠])/g;

/** Most cells hold none of these, and looking closer takes its time. */
const MAY_BE_FORMULA = /[=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b＝＋－＠]|^[\t\r\n]/;

/** A text cell that no spreadsheet takes for a formula: an apostrophe stands before what it would run. */
export function safeCell(text: string): string {
  if (!MAY_BE_FORMULA.test(text)) return text;
  const safe = text.replace(FORMULA, "$1'$2");
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}
