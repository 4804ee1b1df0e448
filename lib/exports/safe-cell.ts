/**
 * A text cell that no spreadsheet takes for a formula: one that begins (behind blanks or quotes) with
 * `= + - @`, their full-width twins, a tab or a line break gets a leading apostrophe.
 */
export const safeCell = (text: string): string =>
  /^[\s'"]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
