/** Any script's digits, spaces, dashes and marks as plain ASCII; letters stay. Safe for the browser. */
export function plainText(text: string): string {
  if (isPlainAscii(text)) return text;
  return foldDigits(text.normalize('NFKC'))
    .replace(/\p{Cf}|\p{M}|\p{Extended_Pictographic}|(?!\s)\p{Cc}/gu, '')
    .replace(/[\p{Pd}\u2212\u2043\u30fc]/gu, '-')
    .replace(/(?<=\d ?)[\u00b7\u2022\u2219\u22c5\u30fb](?= ?\d)/g, '.')
    .replace(/[\u2028\u2029\u0085]/g, '\n')
    .replace(/[^\S\n\r]/gu, ' ')
    .replace(/[\u2018\u2019\u201b\u02bc\u2032`\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb\u2033]/g, '"');
}

/** Arabic-Indic, Devanagari, full-width and all other decimal digits as 0–9. */
export function foldDigits(text: string): string {
  return isPlainAscii(text) ? text : text.replace(/\p{Nd}/gu, digitOf);
}

/** Footnote marks, circled digits, fractions: nobody can say which digit was meant. */
export function hasOddDigits(text: string): boolean {
  return !isPlainAscii(text) && /[\p{No}\p{Nl}]/u.test(text);
}

function isPlainAscii(text: string): boolean {
  return /^[\n\r\x20-\x7e]*$/.test(text);
}

/** Unicode lays every script's digits in a row of ten that begins with its zero. */
function digitOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
