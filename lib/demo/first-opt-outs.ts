import 'server-only';
import type { E164, Source } from '@/db/vocabulary';
import type { Channels } from '@/lib/opt-outs/policy';
import { officeHour, someAnswer, staffOn, wakingHour, type Life, type World } from './life';
import type { Who } from './people';
import { BOTH, TEXT, VOICE, type OptOutStep } from './step';
import { NOTES, OTHER_WORDS, STOP_WORDS } from './words';

const DAYS = 720;

/** How many phones are closed first by what; uploads close the others. */
export const FIRST_CLOSED_BY = {
  text_reply: 570,
  keypress: 310,
  manual: 215,
  carrier: 95,
  web: 80,
  contact: 75,
  inbound_call: 45,
  conversation: 45,
  reply_detected: 40,
  api: 40,
  broadcast: 35,
} as const satisfies Partial<Record<Source, number>>;

type FirstSource = keyof typeof FIRST_CLOSED_BY;

/** Minutes of today at which something happened, so that the newest page is alive. */
const TODAY: Partial<Record<FirstSource, readonly number[]>> = {
  text_reply: [1405, 860],
  manual: [1240],
  web: [610],
};

/** Every life that does not begin in an uploaded file. Takes its phones from the front of the list. */
export function firstOptOuts(world: World, phones: E164[]): Life[] {
  return Object.entries(FIRST_CLOSED_BY).flatMap(([source, count]) =>
    phones.splice(0, count).map((phone, i) => {
      const step = begin(world, source as FirstSource, phone, i);
      return { phone, source: step.source, channels: step.channels, at: step.at, steps: [step] };
    }),
  );
}

function begin(world: World, source: FirstSource, phone: E164, i: number): OptOutStep {
  const minute = TODAY[source]?.[i];
  const today = minute === undefined ? null : world.calendar.at(0, minute);
  switch (source) {
    case 'text_reply':
      return today ? stopAt(world, phone, today) : stop(world, phone, PAST);
    case 'keypress':
      return pressThree(world, phone, PAST);
    case 'carrier':
    case 'reply_detected':
      return repliedOtherwise(world, source, phone);
    case 'web':
    case 'inbound_call':
    case 'api':
      return bySomebody(world, source, phone, today ?? wakingHour(world, 1 + world.chance.below(DAYS)));
    default:
      return byStaff(world, source, phone, today ?? officeHour(world, 1 + world.chance.below(DAYS)));
  }
}

const PAST = new Date(0);

/** A STOP in answer to one of the text broadcasts after a moment. */
export function stop(world: World, phone: E164, after: Date): OptOutStep {
  const { at, broadcast } = someAnswer(world, 'text', after);
  return stopAt(world, phone, at, broadcast.title);
}

export function stopAt(world: World, phone: E164, at: Date, broadcast?: string): OptOutStep {
  const words = world.chance.weigh(STOP_WORDS);
  return {
    ...optOut(phone, 'text_reply', at, 'recipient', BOTH),
    evidence: { words, to: world.textNumber, broadcast },
  };
}

/** A 3 pressed during one of the calls after a moment. */
export function pressThree(world: World, phone: E164, after: Date): OptOutStep {
  const { at, broadcast } = someAnswer(world, 'voice', after);
  return pressThreeAt(phone, at, broadcast.title);
}

export const pressThreeAt = (phone: E164, at: Date, broadcast: string): OptOutStep => ({
  ...optOut(phone, 'keypress', at, 'recipient', VOICE),
  evidence: { pressed: '3', broadcast },
});

function repliedOtherwise(world: World, source: 'carrier' | 'reply_detected', phone: E164): OptOutStep {
  const { at, broadcast } = someAnswer(world, 'text', PAST);
  if (source === 'carrier') {
    return {
      ...optOut(phone, source, at, 'carrier', BOTH),
      evidence: { error: '21610', broadcast: broadcast.title },
    };
  }
  const words = world.chance.weigh(OTHER_WORDS);
  return { ...optOut(phone, source, at, 'recipient', BOTH), evidence: { words, to: world.textNumber } };
}

function bySomebody(
  { chance }: World,
  source: 'web' | 'inbound_call' | 'api',
  phone: E164,
  at: Date,
): OptOutStep {
  if (source === 'inbound_call') return optOut(phone, source, at, 'recipient', VOICE);
  return optOut(phone, source, at, source === 'api' ? 'website' : 'recipient', chance.weigh(CHOSEN));
}

export function byStaff(world: World, source: Source, phone: E164, at: Date): OptOutStep {
  const { chance } = world;
  const note = chance.hits(source === 'manual' ? 0.55 : 0.2) ? chance.pick(NOTES) : null;
  return { ...optOut(phone, source, at, staffOn(world, at), chance.weigh(CHOSEN)), note };
}

const CHOSEN = [
  [BOTH, 60],
  [TEXT, 25],
  [VOICE, 15],
] as const;

const optOut = (phone: E164, source: Source, at: Date, who: Who, channels: Channels): OptOutStep => ({
  does: 'opt_out',
  at,
  who,
  phone,
  source,
  channels,
  note: null,
  evidence: {},
});
