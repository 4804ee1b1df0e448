import { parsePhoneNumberWithError, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';
import type { Country } from '@/db/vocabulary';
import { aNumberOf, isNorthAmerican, trunkPrefixOf } from './countries';
import { hasShape, readNational } from './north-america';
import { problem, read, type PhoneReading } from './reading';

/** Digits that begin with a country code that is certain: written with +, 00 or 011. */
export function readInternational(digits: string, account: Country, setApart: string | null): PhoneReading {
  if (digits.startsWith('1')) return readAfterOne(digits.slice(1));
  if (digits.startsWith('0')) return problem('After + or 00 comes a country code, and none begins with 0.');
  const number = askLibrary(`+${digits}`);
  if (!number) return problem(`There is no country code at the beginning of +${digits}.`);
  if (!fits(number, digits.slice(number.countryCallingCode.length)))
    return problem(whyLengthFailsAbroad(digits, number));
  if (setApart !== number.countryCallingCode && mayLackItsOne(digits, number, account)) {
    return problem(bothReadings(digits, number));
  }
  return read(number.number.slice(1), noteOn(number));
}

/** Digits as they are dialled within a country outside North America. */
export function readAtHome(digits: string, country: Country): PhoneReading {
  const number = askLibrary(digits, country);
  if (digits.startsWith('00')) return readAfterZeros(digits, number, country);
  if (!number) return problem(`That is not ${aNumberOf(country)}.`);
  if (!fits(number, digits)) return problem(whyLengthFailsAtHome(digits, country));
  if (mayLackItsAreaCode(digits, number, country)) return problem(wantsTrunk(country));
  if (number.isValid()) return read(number.number.slice(1));
  if (mayLackItsZero(digits, number, country)) return problem(wantsTrunk(country));
  if (askLibrary(`+${digits}`)?.isValid()) return problem(wantsPlus(digits, country));
  return read(number.number.slice(1), noteOn(number));
}

function readAfterOne(national: string): PhoneReading {
  if (national.length === 10) return readNational(national);
  const count = national.length === 1 ? 'comes 1 digit' : `come ${national.length} digits`;
  return problem(`After the country code 1 ${count}. It takes 10, with the area code.`);
}

/** 00 is understood everywhere; some countries dial other things, which the library knows. */
function readAfterZeros(digits: string, number: PhoneNumber | null, country: Country): PhoneReading {
  const plain = readInternational(digits.slice(2), country, null);
  if (!number || !fits(number, digits) || (plain.ok && plain.phone === number.number)) return plain;
  if (plain.ok)
    return problem(
      `It can be read as ${plain.phone} or as ${number.number}. Write it with + and its country code.`,
    );
  return read(number.number.slice(1), noteOn(number));
}

function askLibrary(text: string, country?: Country): PhoneNumber | null {
  try {
    return parsePhoneNumberWithError(text, country as string | undefined as CountryCode | undefined);
  } catch {
    return null;
  }
}

/**
 * A length that exists, within the 15 digits of E.164, a number that reads back as itself, and no digit
 * that was not typed: the library completes local numbers of some countries with an area code.
 */
function fits(number: PhoneNumber, typed: string): boolean {
  if (number.nationalNumber.length > typed.length) return false;
  const count = number.number.length - 1;
  if (count < 7 || count > 15 || !number.isPossible()) return false;
  return number.isValid() || askLibrary(number.number)?.number === number.number;
}

/** `+5125550142`: a number in Peru that nobody has, or a US number that lost its 1? */
function mayLackItsOne(digits: string, number: PhoneNumber, account: Country): boolean {
  return isNorthAmerican(account) && hasShape(digits) && !number.isValid();
}

/** Dialled without its 0, a short number or one that nobody has may as well lack its area code. */
function mayLackItsAreaCode(digits: string, number: PhoneNumber, country: Country): boolean {
  const trunk = trunkPrefixOf(country);
  if (!trunk || digits.startsWith(trunk)) return false;
  if (!number.isValid()) return true;
  return digits.length < 9 && number.formatNational().replace(/\D/g, '').startsWith(trunk);
}

/** Where a leading 0 belongs to the number itself (Italy), a spreadsheet may have dropped it. */
function mayLackItsZero(digits: string, number: PhoneNumber, country: Country): boolean {
  const other = askLibrary(`0${digits}`, country);
  return other !== null && other.isValid() && other.number !== number.number;
}

function noteOn(number: PhoneNumber): string | null {
  if (number.isValid()) return null;
  return `${number.formatInternational()} is not in use yet, as far as we know.`;
}

function whyLengthFailsAtHome(digits: string, country: Country): string {
  return `${digits.length} digits are not a possible length for ${aNumberOf(country)}. A number elsewhere begins with + and its country code.`;
}

function whyLengthFailsAbroad(digits: string, { country, countryCallingCode: code }: PhoneNumber): string {
  const whose = country ? aNumberOf(country as string as Country) : 'a number there';
  return `After the country code ${code} come ${digits.length - code.length} digits, which is not a possible length for ${whose}.`;
}

function bothReadings(digits: string, number: PhoneNumber): string {
  const us = `+1 ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
  return `It can be read as ${us} without its 1, or as ${number.formatInternational()}. Write it as the one you mean.`;
}

function wantsTrunk(country: Country): string {
  const trunk = trunkPrefixOf(country) || '0';
  return `The ${trunk} at the beginning, or the area code, seems to be missing. Write it as it is dialled in the country.`;
}

function wantsPlus(digits: string, country: Country): string {
  return `It can be read as ${aNumberOf(country)}, or as +${digits}. Write the one you mean with + and its country code.`;
}
