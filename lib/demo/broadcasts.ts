import 'server-only';
import type { Calendar } from './calendar';
import type { Chance } from './chance';
import { TEXT_BROADCASTS, VOICE_BROADCASTS } from './words';

/** A message that went out to many, and that some of them answered with "stop". */
export type Broadcast = { title: string; channel: 'text' | 'voice'; at: Date };

const DAYS = 722;

/** About one in nine days, in the evening or on a Saturday morning, two of three as a text. */
export function broadcastsOf(calendar: Calendar, chance: Chance): Broadcast[] {
  const broadcasts: Broadcast[] = [];
  for (let daysAgo = 1; daysAgo < DAYS; daysAgo += 5 + chance.below(9)) {
    const channel = broadcasts.length % 3 === 1 ? 'voice' : 'text';
    const title = chance.pick(channel === 'text' ? TEXT_BROADCASTS : VOICE_BROADCASTS);
    const minute = calendar.isWorkday(daysAgo) ? 17 * 60 + chance.below(120) : 10 * 60 + chance.below(90);
    broadcasts.push({ title, channel, at: calendar.at(daysAgo, minute) });
  }
  return broadcasts;
}

/** When somebody answers: half of them within an hour, hardly anybody after a day; null: not yet. */
export function answerTo({ at }: Broadcast, calendar: Calendar, chance: Chance): Date | null {
  const minutes = 1 - 90 * Math.log(1 - chance.share());
  const answered = new Date(at.getTime() + Math.round(minutes * 60_000));
  return answered < calendar.now ? answered : null;
}
