import 'server-only';
import { csvRecords, type Dialect } from './csv-records';
import { FileProblem, TooManyColumns } from './file-problem';
import { LIMITS } from './limits';

// In this order where two fit equally well: commas stand in texts and numbers, tabs hardly ever.
const DELIMITERS = ['\t', ';', '|', ',', '^', '~'];
const ENOUGH_RECORDS = 300;

/** How the text of a file is separated and quoted, judged by its first rows, around a chosen delimiter. */
export function detectDialect(text: string, chosen?: string): Dialect {
  const declared = declaredDelimiter(text);
  const sample = text.slice(declared?.line.length ?? 0);
  const backslash = writesBackslashes(sample);
  const settled = chosen ?? declared?.delimiter;
  const fits = (settled === undefined ? DELIMITERS : [settled]).map((delimiter) => {
    const quote = detectQuote(sample, delimiter);
    const dialect: Dialect = { delimiter, quote, backslash };
    return { dialect, score: evenness(widthsOf(sample, dialect)) };
  });
  const best = fits.reduce((a, b) => (b.score > a.score ? b : a));
  if (settled !== undefined || best.score > 0) return best.dialect;
  return { delimiter: '', quote: detectQuote(sample, ''), backslash };
}

/** Excel's own hint in the first line, `sep=;`, which it does not count as a row. */
export function declaredDelimiter(text: string): { delimiter: string; line: string } | null {
  const match = /^"?sep=(.)"?(\r\n|\r|\n)/i.exec(text);
  return match ? { delimiter: match[1]!, line: match[0] } : null;
}

/**
 * How well the rows' widths agree: 0 where less than half of them have two cells, more the more rows
 * have the usual width. Wider wins by a little: "Smith, John;512…;Y" has commas in every row too.
 */
function evenness(widths: number[]): number {
  const several = widths.filter((width) => width > 1);
  if (several.length < widths.length / 2 || several.length === 0) return 0;
  const counts = new Map<number, number>();
  for (const width of several) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  return several.length / widths.length + count / widths.length + Math.min(usual, 20) / 100;
}

function detectQuote(sample: string, delimiter: string): Dialect['quote'] {
  // One blank beside a mark says as much as many, and looking past many for each of them takes minutes.
  const text = `\n${sample}\n`.replace(/ +/g, ' ');
  const wrapped = (mark: string) => {
    const edge = delimiter ? `[${escapeInClass(delimiter)}\\r\\n]` : '[\\r\\n]';
    return (text.match(new RegExp(`(?<=${edge} ?)${mark}[^${mark}]*${mark}(?= ?${edge})`, 'g')) ?? []).length;
  };
  if (wrapped('"') > 0) return '"';
  if (wrapped("'") > 0 && isEven(widthsOf(sample, { delimiter, quote: "'", backslash: false }))) return "'";
  const widths = widthsOf(sample, { delimiter, quote: '"', backslash: false });
  const unquoted = widthsOf(sample, { delimiter, quote: null, backslash: false });
  return unquoted.length > widths.length && isEven(unquoted) ? null : '"';
}

const isEven = (widths: number[]) => widths.length > 0 && widths.every((width) => width === widths[0]);

/** Cells per row that is not blank; stops at a quotation mark that is never closed. */
function widthsOf(sample: string, dialect: Dialect): number[] {
  const widths: number[] = [];
  const enough = new Error('enough');
  const records = csvRecords(dialect, (_, cells) => {
    if (cells.some((cell) => cell.trim() !== '')) widths.push(cells.length);
    if (widths.length === ENOUGH_RECORDS) throw enough;
  });
  try {
    records.push(sample);
    records.end();
  } catch (error) {
    if (error !== enough && !(error instanceof FileProblem)) throw error;
    if (error instanceof TooManyColumns) widths.push(LIMITS.columns + 1);
  }
  return widths;
}

const writesBackslashes = (sample: string) =>
  /\\"[^\s,;|"]/.test(sample) && !/[^\s,;|"]""[^\s,;|"]/.test(sample);

const escapeInClass = (delimiter: string) => delimiter.replace(/[\\\]^-]/g, '\\$&');
