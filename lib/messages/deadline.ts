/** Business days of the United States, by which the FCC counts the time to honour a revocation. Days are `YYYY-MM-DD`. */

/** How long an account has to honour a revocation: 47 CFR 64.1200(a)(10). */
export const BUSINESS_DAYS = 10;

/** The last day on which a reply of a day can be honoured in time. */
export const deadlineOf = (day: string): string => addBusinessDays(day, BUSINESS_DAYS);

/** The day so many business days later; the day itself does not count. */
export function addBusinessDays(day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (isBusinessDay(at)) left -= 1;
  }
  return at;
}

/** How many business days there are after a day up to another, that one included; 0 when it is not later. */
export function businessDaysUntil(day: string, until: string): number {
  let count = 0;
  for (let at = addDays(day, 1); at <= until; at = addDays(at, 1)) if (isBusinessDay(at)) count += 1;
  return count;
}

export const isBusinessDay = (day: string): boolean =>
  !isWeekend(day) && !federalHolidays(yearOf(day)).has(day) && !isObservedNewYear(day);

/** New Year's Day of the next year, when it is a Saturday, is observed on the last day of this one. */
const isObservedNewYear = (day: string) => day.endsWith('-12-31') && weekday(day) === FRIDAY;

const holidays = new Map<number, ReadonlySet<string>>();

/**
 * The days of a year on which federal offices are closed (5 U.S.C. 6103): one that falls on a Saturday is
 * observed on the Friday before, one on a Sunday on the Monday after. Inauguration Day is none outside Washington.
 */
export function federalHolidays(year: number): ReadonlySet<string> {
  let days = holidays.get(year);
  if (!days) holidays.set(year, (days = new Set([...fixed(year).map(observed), ...floating(year)])));
  return days;
}

const fixed = (year: number) => [
  `${year}-01-01`, // New Year's Day
  ...(year >= 2021 ? [`${year}-06-19`] : []), // Juneteenth
  `${year}-07-04`, // Independence Day
  `${year}-11-11`, // Veterans Day
  `${year}-12-25`, // Christmas Day
];

const floating = (year: number) => [
  nth(3, MONDAY, year, 1), // Birthday of Martin Luther King, Jr.
  nth(3, MONDAY, year, 2), // Washington's Birthday
  last(MONDAY, year, 5), // Memorial Day
  nth(1, MONDAY, year, 9), // Labor Day
  nth(2, MONDAY, year, 10), // Columbus Day
  nth(4, THURSDAY, year, 11), // Thanksgiving Day
];

const [SUNDAY, MONDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 4, 5, 6];

function observed(day: string): string {
  if (weekday(day) === SATURDAY) return addDays(day, -1);
  return weekday(day) === SUNDAY ? addDays(day, 1) : day;
}

function nth(n: number, wanted: number, year: number, month: number): string {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return addDays(first, ((wanted - weekday(first) + 7) % 7) + (n - 1) * 7);
}

function last(wanted: number, year: number, month: number): string {
  const fifth = nth(5, wanted, year, month);
  return fifth.slice(5, 7) === String(month).padStart(2, '0') ? fifth : addDays(fifth, -7);
}

const isWeekend = (day: string) => weekday(day) === SUNDAY || weekday(day) === SATURDAY;
const weekday = (day: string) => utc(day).getUTCDay();
const yearOf = (day: string) => Number(day.slice(0, 4));
const utc = (day: string) => new Date(`${day}T00:00:00Z`);

function addDays(day: string, count: number): string {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}
