import type { Country } from '@/db/vocabulary';
import { isNorthAmerican, trunkPrefixOf } from './countries';
import { parsePhone } from './parse-phone';
import { plainText } from './plain-text';
import { MORE_THAN_ONE, problem, type PhoneReading } from './reading';

/** A part of a spreadsheet cell as it was written, and what was made of it. */
export type CellReading = PhoneReading & { value: string };

/**
 * Reads a spreadsheet cell: usually one number, several where it is certain where one ends. Each is
 * judged on its own; a second one without an area code is never completed from the first.
 */
export function parsePhones(raw: string | number, country: Country): CellReading[] {
  const whole = parsePhone(raw, country);
  if (whole.ok || typeof raw === 'number') return [{ ...whole, value: String(raw) }];
  const parts = splitSideBySide(raw, country) ?? splitAtMarks(raw);
  if (parts.length < 2) return [{ ...whole, value: raw }];
  const readings = parts.map((value, i) => ({ ...readPart(value, i ? parts[0]! : null, country), value }));
  if (readings.some((reading) => reading.ok)) return readings;
  return [{ ...(digitCount(raw) > 13 ? problem(MORE_THAN_ONE) : whole), value: raw }];
}

/** Outside North America a number without its 0 after one that has it may lack its whole area code. */
function readPart(value: string, first: string | null, country: Country): PhoneReading {
  const reading = parsePhone(value, country);
  if (!reading.ok || first === null || isNorthAmerican(country)) return reading;
  const trunk = trunkPrefixOf(country);
  const complete = (text: string) =>
    /^\D*\+/.test(text) || (trunk !== '' && plainText(text).replace(/\D/g, '').startsWith(trunk));
  return complete(first) && !complete(value) ? problem('Its area code is missing.') : reading;
}

/** `512-555-0142 512-555-0143`, `512-555-0142 +44 20 7946 0958`: null unless every part is a number. */
function splitSideBySide(raw: string, country: Country): string[] | null {
  const parts = raw.split(isNorthAmerican(country) ? BEFORE_A_NUMBER : /\s+(?=\(?\+)/u).map(trimmed);
  const certain = parts.length > 1 && parts.every((part) => parsePhone(part, country).ok);
  return certain ? parts : null;
}

const BEFORE_A_NUMBER =
  /(?<=\d{4}\)?[\s\p{L}:;,./&|-]*?)(?<![\d+(-])(?=\(?\+|(?:1[-. ]?)?\(?[2-9]\d\d\)?[-. ]?[2-9]\d\d[-. ]?\d{4}(?!\d))/u;

function splitAtMarks(raw: string): string[] {
  return raw
    .replace(/[,;]\s*(?=ext|x\s*\d|#)|,{2,}(?=\s*\d{1,7}\b)/gi, ' x')
    .split(/[/;,|&\n\r\t]|\s(?:or|and|y|o|et|ou|und|oder)\s/iu)
    .map(trimmed)
    .filter((part) => digitCount(part) > 0);
}

function trimmed(part: string): string {
  return part.replace(/^[\s;,/|&]+|[\s;,/|&]+$/g, '');
}

function digitCount(text: string): number {
  return (text.match(/\p{Nd}/gu) ?? []).length;
}
