/**
 * The only place that knows how phone numbers are written. It carries the metadata of every country:
 * for the server. What a browser needs is in `lib/format`.
 */
export { countryOf } from './phone/countries';
export { formatPhone, formatPhoneForCsv } from './phone/format-phone';
export { isBlank, parsePhone } from './phone/parse-phone';
export { parsePhones, type CellReading } from './phone/parse-phones';
export { isE164, type PhoneReading } from './phone/reading';
export { searchDigits } from './phone/search-digits';
