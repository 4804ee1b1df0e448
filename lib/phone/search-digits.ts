import type { Country } from '@/db/vocabulary';
import { isNorthAmerican, trunkPrefixOf } from './countries';
import { splitExtension } from './extension';
import { keypadDigits } from './keypad';
import { LONGEST } from './parse-phone';
import { plainText } from './plain-text';

/**
 * What someone typed to find a phone by any part of it, as digits to find inside its E.164 digits;
 * '' when there is nothing to look for.
 */
export function searchDigits(text: string, country: Country): string {
  const typed = splitExtension(plainText(text.slice(0, LONGEST))).text;
  const dialled = isMixed(typed) ? keypadDigits(typed) : typed;
  const digits = dialled.replace(/\D/g, '');
  if (/^\D*\+/.test(typed)) return dialled.replace(/\(0\)/, '').replace(/\D/g, '');
  return withoutPrefix(digits, dialled, country);
}

/** Prefixes that are dialled but not stored. What is left is found in more places, never in fewer. */
function withoutPrefix(digits: string, typed: string, country: Country): string {
  const abroad = isNorthAmerican(country) ? /^(?:011|00)(?=\d)/ : /^00(?=\d)/;
  const standsApart = /^\D*(?:011|001?)\D+\d/.test(typed);
  if (abroad.test(digits) && (standsApart || digits.length >= 6)) return digits.replace(abroad, '');
  const trunk = isNorthAmerican(country) ? '' : trunkPrefixOf(country);
  const enough = trunk === '0' ? 2 : 5;
  return trunk && digits.startsWith(trunk) && digits.length >= enough ? digits.slice(trunk.length) : digits;
}

/** Letters count where they follow figures, as in 1-800-FLOWERS; in "cell 512" they do not. */
function isMixed(text: string): boolean {
  return (
    /^[^A-Z]*\d{3}[-. )]*[A-Z][A-Z\d-. ]*$/i.test(text) && !/\d\s+(?:home|cell|work|mobile|fax)\b/i.test(text)
  );
}
