import 'server-only';
import type { Source } from '@/db/vocabulary';
import type { Channels } from '@/lib/opt-outs/policy';
import { byStaff, pressThree, pressThreeAt, stop, stopAt } from './first-opt-outs';
import { live, officeHour, someDayAfter, staffOn, wakingHour, type Life, type World } from './life';
import { BOTH, TEXT, VOICE } from './step';
import { CONSENT_METHODS_USED, CONSENT_NOTES, UNSTOP_WORDS } from './words';

/** The phone whose history shows a bit of everything, and near the top of the report. */
export const EXAMPLE = '+15125550185';

/** Old enough that more can have happened since. */
const DAYS = 60;

type Turn = {
  lives: number;
  of: readonly Source[];
  fits?: (life: Life) => boolean;
  /** The phone is open again at the end, so it leaves the report. */
  leaves?: true;
  happens: (world: World, life: Life) => void;
};

const BY_USERS = ['upload', 'manual', 'contact', 'conversation'] as const;
const closedBoth = ({ channels }: Life) => channels.voice && channels.text;

/** Texted START, and later asked for calls too. */
const asksForAllAgain = (world: World, life: Life) => {
  unstop(world, life);
  optIn(world, life, VOICE);
};
const stops = (world: World, life: Life) => live(life, stop(world, life.phone, life.at));
const pressesThree = (world: World, life: Life) => live(life, pressThree(world, life.phone, life.at));
const comesBack = (world: World, life: Life) => optIn(world, life, BOTH);

const TURNS: readonly Turn[] = [
  { lives: 1, of: ['upload'], fits: ({ phone }) => phone === EXAMPLE, happens: showsEverything },
  { lives: 48, of: ['upload', 'manual', 'keypress', 'web', 'contact'], leaves: true, happens: comesBack },
  { lives: 12, of: ['text_reply'], leaves: true, happens: asksForAllAgain },
  {
    lives: 18,
    of: ['upload', 'keypress', 'web'],
    happens: (world, life) => (comesBack(world, life), stops(world, life)),
  },
  {
    lives: 9,
    of: ['manual', 'contact'],
    happens: (world, life) => (comesBack(world, life), isAddedAgain(world, life)),
  },
  { lives: 46, of: ['text_reply'], happens: unstop },
  { lives: 14, of: ['text_reply'], happens: (world, life) => (unstop(world, life), stops(world, life)) },
  { lives: 16, of: BY_USERS, fits: closedBoth, happens: (world, life) => optIn(world, life, VOICE) },
  { lives: 12, of: BY_USERS, fits: closedBoth, happens: (world, life) => optIn(world, life, TEXT) },
  { lives: 42, of: BY_USERS, happens: stops },
  { lives: 30, of: ['keypress'], happens: stops },
  { lives: 60, of: ['text_reply'], happens: stops },
  { lives: 25, of: ['keypress'], happens: pressesThree },
];

/** How many phones are not on the report any more. */
export const LEFT = TURNS.reduce((sum, { lives, leaves }) => sum + (leaves ? lives : 0), 0);

/** Lets more happen to some of the phones; to none of them twice. */
export function addTurns(world: World, lives: readonly Life[]): void {
  const old = world.chance.shuffled(lives.filter(({ at }) => world.calendar.daysAgo(at) >= DAYS));
  for (const { lives: wanted, of, fits = () => true, happens } of TURNS) {
    for (let n = 0; n < wanted; n++) {
      const found = old.findIndex((life) => of.includes(life.source) && fits(life));
      const [life] = found < 0 ? [] : old.splice(found, 1);
      if (!life) throw new Error(`The story has too few phones closed by ${of.join(', ')}.`);
      happens(world, life);
    }
  }
}

function showsEverything(world: World, life: Life): void {
  comesBack(world, life);
  const [text, voice] = world.broadcasts;
  if (!text || !voice) throw new Error('The story has too few broadcasts.');
  const after = (at: Date, minutes: number) =>
    new Date(Math.min(at.getTime() + minutes * 60_000, world.calendar.now.getTime()));
  live(life, pressThreeAt(life.phone, after(voice.at, 11.6), voice.title));
  live(life, { ...stopAt(world, life.phone, after(text.at, 19.3), text.title) });
}

function unstop(world: World, life: Life): void {
  const at = wakingHour(world, someDayAfter(world, life));
  live(life, { does: 'unstop', at, phone: life.phone, words: world.chance.weigh(UNSTOP_WORDS) });
}

function isAddedAgain(world: World, life: Life): void {
  const at = officeHour(world, someDayAfter(world, life));
  live(life, byStaff(world, 'manual', life.phone, at));
}

/** Asked the staff, on that day or up to two days before, for what is closed of these channels. */
function optIn(world: World, life: Life, channels: Channels): void {
  const { calendar, chance } = world;
  const at = officeHour(world, someDayAfter(world, life));
  const since = calendar.daysAgo(life.at) - calendar.daysAgo(at);
  const method = chance.weigh(CONSENT_METHODS_USED);
  const day = calendar.day(calendar.daysAgo(at) + (chance.hits(0.3) ? Math.min(since, chance.below(3)) : 0));
  live(life, {
    does: 'opt_in',
    at,
    who: staffOn(world, at),
    phone: life.phone,
    channels,
    consent: { method, day, note: chance.pick(CONSENT_NOTES[method]), accepted: true },
  });
}
