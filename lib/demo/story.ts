import 'server-only';
import type { E164 } from '@/db/vocabulary';
import { broadcastsOf } from './broadcasts';
import { calendarOf } from './calendar';
import { chanceOf } from './chance';
import { planUploads, uploadOf } from './demo-files';
import { demoPhones } from './demo-phones';
import { firstOptOuts } from './first-opt-outs';
import type { Life, World } from './life';
import type { Step } from './step';
import { addTurns, EXAMPLE } from './turns';

const SEED = 1991;

/** Two years of opt-outs before `now`, in the order in which they happened; the same for the same `now`. */
export function storyUntil(
  now: Date,
  { timeZone, textNumber }: { timeZone: string; textNumber: E164 },
): Step[] {
  const chance = chanceOf(SEED);
  const calendar = calendarOf(now, timeZone);
  const world: World = { calendar, chance, textNumber, broadcasts: broadcastsOf(calendar, chance) };

  const phones = [EXAMPLE as E164, ...demoPhones(chance).filter((phone) => phone !== EXAMPLE)];
  const uploads = planUploads(world, phones);
  const lives = [...uploads.flatMap((upload) => upload.lives), ...firstOptOuts(world, phones)];
  addTurns(world, lives);

  const uneventful = lives.filter(({ steps }) => steps.length <= 1);
  const files = uploads.map((upload) => uploadOf(world, upload, closedBefore(upload.at, uneventful), phones));
  return [...files, ...lives.flatMap(({ steps }) => steps)].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Phones whose only step, or whose upload, came before. */
const closedBefore = (at: Date, lives: readonly Life[]): E164[] =>
  lives
    .filter((life) => life.at < at && (life.source === 'upload') === (life.steps.length === 0))
    .map(({ phone }) => phone);
