import { describe, expect, test } from 'vitest';
import type { E164 } from '@/db/vocabulary';
import { chanceOf } from './chance';
import { demoPhones } from './demo-phones';
import { storyUntil } from './story';

const told = (iso: string) =>
  storyUntil(new Date(iso), { timeZone: 'America/Chicago', textNumber: '+15125550100' as E164 });

describe('the story of the demo', () => {
  test('is the same for the same moment', () => {
    expect(told('2026-11-23T20:15:00Z')).toEqual(told('2026-11-23T20:15:00Z'));
  });

  test.each([
    '2026-11-23T20:15:00Z',
    '2026-11-23T06:00:00Z', // Midnight.
    '2026-11-22T06:00:05Z', // Five seconds into a Sunday.
    '2027-03-14T09:30:00Z', // The clocks have just changed.
    '2027-07-31T23:00:00Z',
    '2028-02-29T12:00:00Z',
  ])('told at %s, lies in the past, within about two years, and in order', (iso) => {
    const times = told(iso).map(({ at }) => at.getTime());
    expect(times.at(-1)).toBeLessThanOrEqual(new Date(iso).getTime());
    expect(times[0]).toBeGreaterThan(new Date(iso).getTime() - 731 * 86_400_000);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('can be told all the year round', () => {
    for (let day = 0; day < 366; day += 31) {
      const now = new Date(Date.UTC(2027, 0, 1 + day, (day * 7) % 24, (day * 11) % 60));
      expect(told(now.toISOString()).length, now.toISOString()).toBeGreaterThan(1500);
    }
  });

  test('the office works on workdays only, until today', () => {
    const works = told('2026-11-23T20:15:00Z').filter(
      (step) => step.does === 'upload' || step.does === 'opt_in',
    );
    const weekdays = works.map(({ at }) =>
      at.toLocaleDateString('en', { timeZone: 'America/Chicago', weekday: 'short' }),
    );
    expect(new Set(weekdays)).toEqual(new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']));
  });
});

test('every phone of the demo is fictional, there once, and leaves 555-0100 to 555-0149 free', () => {
  const phones = demoPhones(chanceOf(1));
  expect(new Set(phones).size).toBe(phones.length);
  for (const phone of phones.filter((it) => it.startsWith('+1')))
    expect(phone).toMatch(/^\+1[2-9]\d\d55501[5-9]\d$/);
  for (const phone of phones.filter((it) => !it.startsWith('+1'))) {
    expect(phone).toMatch(/^\+(442079460\d{3}|441614960\d{3}|3319900\d{4})$/);
  }
});
