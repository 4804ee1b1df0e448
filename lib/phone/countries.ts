import {
  Metadata,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type CountryCallingCode,
  type CountryCode,
} from 'libphonenumber-js/max';
import type { Country, E164 } from '@/db/vocabulary';

/** The country calling code of a country, `1` for US, `44` for GB. */
export function callingCodeOf(country: Country): string {
  return getCountryCallingCode(country as string as CountryCode);
}

/** Whether it is the country calling code of any country. */
export function isCallingCode(code: string): boolean {
  return (callingCodes ??= new Set(getCountries().map((country) => getCountryCallingCode(country)))).has(
    code as CountryCallingCode,
  );
}

let callingCodes: Set<CountryCallingCode> | undefined;

/** United States, Canada and the islands that share country code 1. */
export function isNorthAmerican(country: Country): boolean {
  return country === 'US' || northAmerican().has(country);
}

/** `a US number`, `a number in Germany` */
export function aNumberOf(country: Country): string {
  return country === 'US' ? 'a US number' : `a number in ${inWords(countryName(country))}`;
}

function inWords(name: string): string {
  return /^(?:United|Bahamas|Gambia|Maldives|Netherlands|Philippines|Isle|Central|Dominican Rep)|Islands|Territor/.test(
    name,
  )
    ? `the ${name}`
    : name;
}

export function countryName(country: string): string {
  return (names ??= new Intl.DisplayNames('en', { type: 'region' })).of(country) ?? country;
}

/** A country by its letters or its name in a few languages, "GB", "U.K.", "United Kingdom", "Reino Unido"; null where it is none. */
export function findCountry(text: string): Country | null {
  const said = inCapitals(text);
  if (said === '' || said.length > 60) return null;
  return (byName ??= countriesByName()).get(said) ?? null;
}

let byName: Map<string, Country> | undefined;

function countriesByName(): Map<string, Country> {
  const known = new Map<string, Country>();
  for (const language of ['pt', 'it', 'de', 'fr', 'es', 'en']) {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    for (const code of getCountries())
      known.set(inCapitals(names.of(code) ?? code), code as string as Country);
  }
  for (const code of getCountries()) known.set(code, code as string as Country);
  for (const [name, code] of OTHER_NAMES) known.set(name, code as string as Country);
  return known;
}

/** Without accents and dots: "México" and "U.S.A." as everybody types them. */
const inCapitals = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|\./gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toUpperCase();

const OTHER_NAMES = [
  ['UK', 'GB'],
  ['GREAT BRITAIN', 'GB'],
  ['ENGLAND', 'GB'],
  ['SCOTLAND', 'GB'],
  ['WALES', 'GB'],
  ['NORTHERN IRELAND', 'GB'],
  ['GBR', 'GB'],
  ['USA', 'US'],
  ['UNITED STATES OF AMERICA', 'US'],
  ['THE UNITED STATES', 'US'],
  ['EEUU', 'US'],
  ['EE UU', 'US'],
  ['EUA', 'US'],
  ['MEX', 'MX'],
  ['CAN', 'CA'],
  ['DEU', 'DE'],
  ['FRA', 'FR'],
  ['ESP', 'ES'],
  ['ITA', 'IT'],
  ['IND', 'IN'],
  ['CHN', 'CN'],
  ['BRA', 'BR'],
  ['COL', 'CO'],
  ['PHL', 'PH'],
  ['AUS', 'AU'],
  ['PRI', 'PR'],
  ['DOM', 'DO'],
] as const;

/** The country a phone belongs to; null where nobody can say (an area code not assigned, a satellite phone). */
export function countryOf(phone: E164): Country | null {
  if (phone.startsWith('+1')) return countryOfAreaCode(phone.slice(2, 5));
  const country = parsePhoneNumberFromString(phone)?.country as string | undefined;
  return (country as Country | undefined) ?? null;
}

/** The country of a North American area code; null where it is not assigned, as far as our tables know. */
export function countryOfAreaCode(areaCode: string): Country | null {
  let country = areaCodes.get(areaCode);
  if (country === undefined) areaCodes.set(areaCode, (country = askCountryOfAreaCode(areaCode)));
  return country;
}

let names: Intl.DisplayNames | undefined;
let ones: Set<string> | undefined;
const areaCodes = new Map<string, Country | null>();

function northAmerican(): Set<string> {
  return (ones ??= new Set(getCountries().filter((country) => getCountryCallingCode(country) === '1')));
}

/** Some area codes are assigned for part of their exchanges only, hence three tries. */
function askCountryOfAreaCode(areaCode: string): Country | null {
  for (const rest of ['2345678', '5550100', '9345678']) {
    const country = parsePhoneNumberFromString(`+1${areaCode}${rest}`)?.country as string | undefined;
    if (country) return country as Country;
  }
  return null;
}

/** What is dialled before a number within a country and dropped from abroad: `0` in GB, `06` in HU, '' in ES. */
export function trunkPrefixOf(country: Country): string {
  let prefix = trunkPrefixes.get(country);
  if (prefix === undefined) trunkPrefixes.set(country, (prefix = askTrunkPrefix(country)));
  return prefix;
}

const trunkPrefixes = new Map<Country, string>();

/** The library knows it, but its types do not say so. */
function askTrunkPrefix(country: Country): string {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country as string as CountryCode);
  const plan = metadata.numberingPlan as unknown as { nationalPrefix(): string | 0 };
  return plan.nationalPrefix() || '';
}
