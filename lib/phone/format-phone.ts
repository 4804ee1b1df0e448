import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Country, E164 } from '@/db/vocabulary';
import { formatNorthAmerican } from '../format';
import { callingCodeOf, isNorthAmerican } from './countries';

/** `(512) 555-0142` for the account's own country code, `+44 20 7946 0958` for others. */
export function formatPhone(phone: E164, country: Country): string {
  if (phone.startsWith('+1') && isNorthAmerican(country)) return formatNorthAmerican(phone);
  const number = parsePhoneNumberFromString(phone);
  if (!number) return phone;
  const own = number.countryCallingCode === callingCodeOf(country);
  return own ? number.formatNational() : number.formatInternational();
}

/**
 * `(512) 555-0142` in a North American account, `(+44) 20 7946 0958` for all else: no formula, no number
 * or date to a spreadsheet, and it reads back as itself.
 */
export function formatPhoneForCsv(phone: E164, country: Country): string {
  if (phone.startsWith('+1') && isNorthAmerican(country)) return formatNorthAmerican(phone);
  const number = parsePhoneNumberFromString(phone);
  if (!number) return `(${phone})`;
  const national = number.formatInternational().slice(number.countryCallingCode.length + 1);
  return `(+${number.countryCallingCode})${national}`;
}
