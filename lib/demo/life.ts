import 'server-only';
import type { E164, Source } from '@/db/vocabulary';
import type { Channels } from '@/lib/opt-outs/policy';
import { answerTo, type Broadcast } from './broadcasts';
import type { Calendar } from './calendar';
import type { Chance } from './chance';
import { STAFF, STAFF_KEYS, type StaffKey } from './people';
import type { Step } from './step';

/** What the story is made of. */
export type World = { calendar: Calendar; chance: Chance; broadcasts: Broadcast[]; textNumber: E164 };

/** What happens to one phone: how it was closed first, and everything after that, oldest first. */
export type Life = {
  phone: E164;
  source: Source;
  /** What its first closing asked for. */
  channels: Channels;
  /** The latest thing that happened. */
  at: Date;
  steps: Step[];
};

/** A moment of work on a day, or on a workday soon after; today in the latest hours. */
export function officeHour({ calendar, chance }: World, daysAgo: number): Date {
  const workday = calendar.workdayFrom(daysAgo);
  const morning = chance.hits(0.6);
  const minute = morning ? 8.5 * 60 + chance.share() * 210 : 13 * 60 + chance.share() * 240;
  return calendar.at(workday, workday === 0 ? minute / 4 + 1010 : minute);
}

/** A moment at which people are awake. */
export const wakingHour = ({ calendar, chance }: World, daysAgo: number): Date =>
  calendar.at(daysAgo, 9 * 60 + chance.share() * 12.5 * 60);

/** Who of the staff did it, of those who worked there then. */
export function staffOn({ calendar, chance }: World, at: Date): StaffKey {
  const daysAgo = calendar.daysAgo(at);
  const there = STAFF_KEYS.filter((key) => STAFF[key].joined > daysAgo);
  return chance.weigh(there.map((key) => [key, STAFF[key].work] as const));
}

/** Somebody's answer to one of the broadcasts of a channel, `after` a moment. */
export function someAnswer(
  { broadcasts, calendar, chance }: World,
  channel: Broadcast['channel'],
  after: Date,
): { at: Date; broadcast: Broadcast } {
  const fitting = broadcasts.filter((it) => it.channel === channel && it.at > after);
  for (let tries = 0; tries < 50; tries++) {
    const broadcast = chance.pick(fitting.length ? fitting : broadcasts);
    const at = answerTo(broadcast, calendar, chance);
    if (at && at > after) return { at, broadcast };
  }
  throw new Error('The story has no broadcast to answer.');
}

/** Days before today, later than the latest thing that happened. */
export function someDayAfter({ calendar, chance }: World, life: Life): number {
  return Math.floor(calendar.daysAgo(life.at) * (0.3 + chance.share() * 0.5));
}

export function live(life: Life, step: Step): void {
  if (step.at <= life.at) throw new Error(`The story of ${life.phone} goes backward.`);
  life.steps.push(step);
  life.at = step.at;
}
