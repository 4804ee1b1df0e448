import 'server-only';
import { callingCodeOf, findCountry, isCallingCode } from '@/lib/phone/countries';
import { cellText, type Cell } from './cells';

export const isBlankCode = (cell: Cell | undefined) => /^[-–—]*$/.test(cellText(cell).trim());

/** 52 for "52", "+52", "(+52)", "0052", "52.0", "MX", "Mexico", "MX +52"; null where it is none that we know. */
export function codeOf(cell: Cell | undefined): string | null {
  const text = cellText(cell)
    .trim()
    .replace(/(\d)\.0+$/, '$1');
  const country = findCountry(text);
  if (country) return callingCodeOf(country);
  const [, before = '', figures, after = ''] = /^(\D*)(\d{1,5})(\D*)$/.exec(text) ?? [];
  const code = figures?.replace(/^(011|0+)(?=\d)/, '');
  if (code === undefined || !isCallingCode(code)) return null;
  const words = `${before} ${after}`.replace(/[^\p{L}.' ]+/gu, ' ').trim();
  if (words === '') return code;
  const named = findCountry(words);
  return named && callingCodeOf(named) === code ? code : null;
}

export const isAreaCode = (cell: Cell | undefined) => /^\(?[2-9]\d\d\)?$/.test(cellText(cell).trim());
export const isLocal = (cell: Cell | undefined) => /^\d{3}[-. ]?\d{4}$/.test(cellText(cell).trim());
