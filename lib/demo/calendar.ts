import 'server-only';
import { localDay, startOfDay } from '@/lib/format';

const DAY_MS = 86_400_000;
const MINUTES_A_DAY = 1440;
/** Not all of what waited for the weekend is done on Monday. */
const WAITS_UP_TO = 6;

/** The days before `now` in a time zone, counted back from today, which is 0. */
export type Calendar = {
  now: Date;
  /** A minute of a day. Today is as long as it has been, so that nothing lies in the future. */
  at: (daysAgo: number, minute: number) => Date;
  /** `YYYY-MM-DD` */
  day: (daysAgo: number) => string;
  daysAgo: (moment: Date) => number;
  isWorkday: (daysAgo: number) => boolean;
  /** The day itself, or for a weekend one of the next workdays, if any has come. */
  workdayFrom: (daysAgo: number) => number;
};

export function calendarOf(now: Date, timeZone: string): Calendar {
  const today = localDay(now, timeZone);
  const day = (daysAgo: number) => new Date(utc(today) - daysAgo * DAY_MS).toISOString().slice(0, 10);
  const weekday = (daysAgo: number) => new Date(utc(day(daysAgo))).getUTCDay();
  const isWorkday = (daysAgo: number) => weekday(daysAgo) > 0 && weekday(daysAgo) < 6;
  return {
    now,
    day,
    isWorkday,
    at: (daysAgo, minute) => {
      const start = startOfDay(day(daysAgo), timeZone).getTime();
      const length = daysAgo === 0 ? now.getTime() - start : DAY_MS;
      return new Date(Math.floor(start + (length * minute) / MINUTES_A_DAY));
    },
    daysAgo: (moment) => Math.round((utc(today) - utc(localDay(moment, timeZone))) / DAY_MS),
    workdayFrom: (daysAgo) => {
      const within = isWorkday(daysAgo) ? 0 : daysAgo % WAITS_UP_TO;
      for (let later = Math.max(0, daysAgo - within); later >= 0; later--) if (isWorkday(later)) return later;
      return daysAgo;
    },
  };
}

const utc = (day: string) => new Date(`${day}T00:00:00Z`).getTime();
