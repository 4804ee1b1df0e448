import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test, vi } from 'vitest';
import type { Country, E164 } from '@/db/vocabulary';
import { countryOf, formatPhone, formatPhoneForCsv, isE164, parsePhone } from '../phone';
import { hasShape, readCommonNotation } from './north-america';
import { parseAnyNotation } from './parse-phone';
import { parsePhones } from './parse-phones';

/** Much work for a machine that is busy with other tests. */
vi.setConfig({ testTimeout: 120_000 });

const US = 'US' as Country;
const digits = (count: number) =>
  fc.array(fc.nat(9), { minLength: count, maxLength: count }).map((d) => d.join(''));
const separator = fc.constantFrom('', ' ', '-', '.', '  ', '/', '\u00a0');

/** Ten digits, some of them no phone, the ways people write them. */
const written = fc
  .record({
    lead: fc.constantFrom('', '', '+1', '+1 ', '1-', '1', '1 ', '0', '00', '011'),
    area: fc.oneof(fc.integer({ min: 200, max: 999 }).map(String), digits(3)),
    exchange: fc.oneof(fc.integer({ min: 200, max: 999 }).map(String), digits(3)),
    line: digits(4),
    open: fc.constantFrom('', '', '('),
    close: fc.constantFrom('', '', ')', ') '),
    first: separator,
    second: separator,
    tail: fc.constantFrom('', '', ' ', '.0', ' x5', '\n'),
  })
  .map((w) => w.lead + w.open + w.area + w.close + w.first + w.exchange + w.second + w.line + w.tail);

describe('the short way agrees with the long way', () => {
  test('on written numbers', () => {
    let common = 0;
    fc.assert(
      fc.property(written, (raw) => {
        const short = readCommonNotation(raw);
        if (short) common++;
        if (short) expect(parseAnyNotation(raw, US)).toEqual(short);
      }),
      { numRuns: 4_000 },
    );
    expect(common).toBeGreaterThan(100);
  });

  test('on numeric cells', () => {
    const cell = fc.oneof(
      fc.integer({ min: 0, max: 3e10 }),
      fc.integer({ min: 2e9, max: 1e10 }),
      fc.double(),
    );
    fc.assert(
      fc.property(cell, (raw) => {
        const short = readCommonNotation(raw);
        if (short) expect(parseAnyNotation(raw, US)).toEqual(short);
      }),
      { numRuns: 4_000 },
    );
  });
});

test('no text makes a phone whose digits are not in it, nor an error', () => {
  const mark = fc.constantFrom(...'0123456789012345678901234567890123456789 -().+/,;xe#"\'='.split(''));
  const text = fc.oneof(
    written,
    fc.string({ unit: mark, minLength: 7, maxLength: 24 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  const account = fc.constantFrom('US', 'GB', 'DE', 'IT', 'BR') as fc.Arbitrary<Country>;
  fc.assert(
    fc.property(text, account, (raw, country) => {
      for (const reading of [parsePhone(raw, country), ...parsePhones(raw, country)]) {
        if (!reading.ok) continue;
        expect(isE164(reading.phone)).toBe(true);
        const national = parsePhoneNumberFromString(reading.phone)!.nationalNumber;
        expect(raw.normalize('NFKC').replace(/\D/g, '')).toContain(national.replace(/^0/, ''));
      }
    }),
    { numRuns: 4_000 },
  );
});

test('two numbers side by side are both read, or neither', () => {
  const national = fc.tuple(
    fc.integer({ min: 212, max: 998 }),
    fc.integer({ min: 212, max: 998 }),
    digits(4),
  );
  const shown = national
    .filter(([area]) => area % 100 !== 11)
    .chain(([a, b, c]) =>
      fc.constantFrom(`(${a}) ${b}-${c}`, `${a}-${b}-${c}`, `${a}${b}${c}`, `+1${a}${b}${c}`),
    );
  fc.assert(
    fc.property(
      shown,
      shown,
      fc.constantFrom(' ', ' / ', ',', ';', '\n', ' or ', ' & '),
      (one, two, between) => {
        const both = [one, two]
          .map((text) => parsePhone(text, US))
          .map((reading) => reading.ok && reading.phone);
        expect(parsePhones(one + between + two, US).map((reading) => reading.ok && reading.phone)).toEqual(
          both,
        );
      },
    ),
    { numRuns: 1_000 },
  );
});

describe('it agrees with the metadata of every country', () => {
  test.each(getCountries())('%s', (home) => {
    const country = home as string as Country;
    for (const phone of validPhonesOf(home)) {
      const number = parsePhoneNumberFromString(phone)!;
      const owner = (number.country ?? home) as string as Country;
      const abroad = [
        phone,
        number.formatInternational(),
        number.getURI(),
        `00${phone.slice(1)}`,
        `011 ${phone.slice(1)}`,
      ];
      for (const text of abroad)
        expect([text, parsePhone(text, US)]).toEqual([text, { ok: true, phone, note: null }]);
      const atHome = [
        phone,
        number.formatInternational(),
        number.formatNational(),
        formatPhone(phone, country),
      ];
      for (const text of atHome)
        expect([text, parsePhone(text, owner)]).toEqual([text, { ok: true, phone, note: null }]);
      if (number.country) expect(countryOf(phone)).toBe(number.country);
    }
  });
});

test('what a file says reads back as the same phone, for every shape, in every account', () => {
  const calling = fc.constantFrom(...new Set(getCountries().flatMap((country) => validPhonesOf(country, 1))));
  const phone = fc.tuple(calling, digits(12), fc.integer({ min: 6, max: 14 })).map(([like, rest, length]) => {
    const { countryCallingCode } = parsePhoneNumberFromString(like)!;
    return `(+${countryCallingCode}) ${rest.slice(0, length - countryCallingCode.length + 1)}`;
  });
  const account = fc.constantFrom(...getCountries()) as fc.Arbitrary<string> as fc.Arbitrary<Country>;
  let shapes = 0;
  fc.assert(
    fc.property(phone, account, account, (text, reader, writer) => {
      const reading = parsePhone(text, reader);
      if (!reading.ok) return;
      shapes++;
      const inFile = formatPhoneForCsv(reading.phone, writer);
      expect(inFile).toMatch(/^\((?:\d{3}\) |\+\d+\) ?)[\d -]+$/);
      expect(parsePhone(inFile, writer)).toMatchObject({ ok: true, phone: reading.phone });
    }),
    { numRuns: 4_000 },
  );
  expect(shapes).toBeGreaterThan(150);
});

/** The example of a country and some more valid numbers that differ from it by a few digits. */
function validPhonesOf(country: ReturnType<typeof getCountries>[number], count = 12): E164[] {
  const example = getExampleNumber(country, examples as Parameters<typeof getExampleNumber>[1])!;
  const phones = new Set([example.number as string as E164]);
  const next = randomDigits(country);
  for (let tries = 0; tries < 500 && phones.size < count; tries++) {
    const national = example.nationalNumber.replace(/\d/g, (digit) => (next() < 4 ? String(next()) : digit));
    const phone = `+${example.countryCallingCode}${national}` as E164;
    const number = parsePhoneNumberFromString(phone);
    if (number?.isValid() && number.number === (phone as string) && isDialled(phone)) phones.add(phone);
  }
  return [...phones];
}

/** The metadata allows some island numbers a form that North America does not have. */
function isDialled(phone: E164): boolean {
  return !phone.startsWith('+1') || hasShape(phone.slice(2));
}

function randomDigits(seed: string): () => number {
  let state = [...seed].reduce((sum, char) => sum * 131 + char.charCodeAt(0), 7);
  return () => {
    state = (state * 48271) % 2147483647;
    return Math.floor(state / 7) % 10;
  };
}
