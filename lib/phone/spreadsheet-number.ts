import * as problems from './reading';

/** What a spreadsheet made of a number: the text that was meant, or the problem. */
type Unpacked = { text: string; note?: string } | { problem: string };

/** A numeric cell. Integers up to 15 digits are exact in a spreadsheet. */
export function unpackNumber(raw: number): Unpacked {
  if (!Number.isFinite(raw)) return { problem: problems.NO_NUMBER };
  if (raw < 0) return { problem: problems.NEGATIVE };
  if (!Number.isInteger(raw)) return { problem: problems.FRACTION };
  if (raw > 999_999_999_999_999) return { problem: problems.TOO_LONG };
  return { text: String(raw) };
}

/** A text cell, out of its formula, apostrophe, quotes, decimals and thousands separators. */
export function unpackText(text: string): Unpacked {
  const bare = text.replace(/^[=\s'"\u2022\u00b7\u25cf\u25aa\u25e6\u2023]*/, '').replace(/['"\s]*$/, '');
  if (/^#{2,}$/.test(bare)) return { problem: problems.TOO_NARROW };
  if (/^#(N\/A|REF!|VALUE!|NUM!|NAME\?|DIV\/0!|NULL!)$/i.test(bare)) return { problem: problems.NO_NUMBER };
  if (/^-\d[\d.,]*$/.test(bare)) return { problem: problems.NEGATIVE };
  if (/^\d+([.,]\d+)?e[+-]?\d+$/i.test(bare)) return unpackScientific(bare);
  if (/^\+?\d{4,}[.,]\d+$/.test(bare)) return unpackDecimal(bare);
  if (/^\d{1,3}(,\d{3}){2,4}(\.0+)?$/.test(bare))
    return { text: bare.replace(/\.0+$/, '').replaceAll(',', '') };
  if (isDate(bare)) return { problem: problems.DATE };
  return { text: bare };
}

/** Exact only where every digit is written: `5.125550142E+09` is, `5.12555E+09` is not. */
function unpackScientific(text: string): Unpacked {
  const [mantissa = '', exponent = ''] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split(/[.,]/);
  if (whole.length !== 1 || Number(exponent) !== fraction.length) return { problem: problems.SCIENTIFIC };
  return { text: whole + fraction, note: 'Scientific notation, with all its digits.' };
}

function unpackDecimal(text: string): Unpacked {
  const [whole = '', fraction = ''] = text.split(/[.,]/);
  const count = whole.replace('+', '').length;
  if (/^0{1,3}$/.test(fraction) && count >= 7) return { text: whole };
  return count >= 8 && fraction.length < 7 ? { problem: problems.FRACTION } : { text };
}

/** A day of this or the last century, alone or with a time of day. */
function isDate(text: string): boolean {
  const [, day = ''] =
    /^(\S+)(?:[T ]+\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:Z|[+-]\d\d:?\d\d)?)?$/i.exec(text) ?? [];
  const iso = /^(?:19|20)\d\d([-/.])(\d\d?)\1(\d\d?)(?:T.*)?$/.exec(day);
  if (iso) return isMonthAndDay(Number(iso[2]), Number(iso[3]));
  const written = /^(\d\d?)([-/.])(\d\d?)\2(?:19|20)\d\d$|^(\d\d?)([-/])(\d\d?)\5\d\d$/.exec(day);
  if (!written) return false;
  const [first, second] = [Number(written[1] ?? written[4]), Number(written[3] ?? written[6])];
  return isMonthAndDay(first, second) || isMonthAndDay(second, first);
}

function isMonthAndDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
