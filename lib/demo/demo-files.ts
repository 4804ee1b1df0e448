import 'server-only';
import type { Country, E164 } from '@/db/vocabulary';
import { cellText, type Cell } from '@/lib/files/cells';
import type { Column, Layout } from '@/lib/files/layout';
import type { Channels } from '@/lib/opt-outs/policy';
import { formatPhone } from '@/lib/phone';
import { officeHour, type Life, type World } from './life';
import type { StaffKey } from './people';
import { BOTH, TEXT, VOICE, type DemoFile, type UploadStep } from './step';
import { FILE_NOTES, UNREADABLE } from './words';

type Plan = {
  daysAgo: number;
  who: StaffKey;
  /** `SEASON` and `YEAR` are those of its day. */
  name: string;
  closes: number;
  toggles: Channels;
  /** "No Calls" and "No Texts" say the channel, row by row. */
  namesChannels?: true;
  writes: 'brackets' | 'dashes' | 'numbers';
};

const PLANS: readonly Plan[] = [
  {
    daysAgo: 722,
    who: 'maria',
    name: 'do-not-call from old dialer.csv',
    closes: 382,
    toggles: BOTH,
    namesChannels: true,
    writes: 'dashes',
  },
  { daysAgo: 590, who: 'maria', name: 'SEASON-list.xlsx', closes: 148, toggles: BOTH, writes: 'brackets' },
  {
    daysAgo: 452,
    who: 'sam',
    name: 'parents opt out YEAR.xlsx',
    closes: 94,
    toggles: TEXT,
    writes: 'numbers',
  },
  { daysAgo: 330, who: 'dana', name: 'SEASON-list.xlsx', closes: 131, toggles: BOTH, writes: 'brackets' },
  { daysAgo: 214, who: 'maria', name: 'returned letters.csv', closes: 58, toggles: VOICE, writes: 'dashes' },
  { daysAgo: 121, who: 'sam', name: 'SEASON-list.xlsx', closes: 147, toggles: BOTH, writes: 'brackets' },
  { daysAgo: 34, who: 'luis', name: 'staff-do-not-text.csv', closes: 41, toggles: TEXT, writes: 'dashes' },
  { daysAgo: 4, who: 'sam', name: 'front desk.xlsx', closes: 9, toggles: BOTH, writes: 'numbers' },
];

export type Planned = { plan: Plan; at: Date; lives: Life[] };

export const CLOSED_BY_UPLOADS = PLANS.reduce((sum, { closes }) => sum + closes, 0);

/** The uploads and the lives that begin in them. Takes its phones from the front of the list. */
export function planUploads(world: World, phones: E164[]): Planned[] {
  return PLANS.map((plan) => {
    const at = officeHour(world, plan.daysAgo);
    const lives = phones.splice(0, plan.closes).map((phone): Life => {
      const channels = plan.namesChannels ? world.chance.weigh(NAMED) : plan.toggles;
      return { phone, source: 'upload', channels, at, steps: [] };
    });
    return { plan, at, lives };
  });
}

const NAMED = [
  [BOTH, 62],
  [VOICE, 20],
  [TEXT, 18],
] as const;

/** The upload with everything a real file holds besides: known phones, repeats, blanks and what can't be read. */
export function uploadOf(
  world: World,
  { plan, at, lives }: Planned,
  known: E164[],
  spare: E164[],
): UploadStep {
  const { chance } = world;
  const share = (part: number) => Math.ceil(plan.closes * part);
  const asked = [
    ...lives.map(({ phone, channels }) => ({ phone, channels })),
    ...chance
      .shuffled(known)
      .slice(0, share(0.11))
      .map((phone) => ({ phone, channels: BOTH })),
    ...lives.slice(-share(0.02)).map(({ phone, channels }) => ({ phone, channels })),
    ...(plan.namesChannels ? spare.splice(0, 5) : []).map((phone) => ({ phone, channels: NEITHER })),
  ];
  const rows = [
    ...asked.map(({ phone, channels }) => rowOf(world, plan, written(phone, plan.writes), channels)),
    ...chance
      .shuffled(UNREADABLE)
      .slice(0, Math.min(share(0.02), 6))
      .map((text) => rowOf(world, plan, text, BOTH)),
    ...Array.from({ length: chance.below(3) }, () => [null]),
  ];
  return { does: 'upload', at, who: plan.who, file: fileOf(world, plan, chance.shuffled(rows)) };
}

const NEITHER = { voice: false, text: false };

function rowOf({ calendar, chance }: World, plan: Plan, phone: Cell, { voice, text }: Channels): Cell[] {
  const asked = calendar.day(plan.daysAgo + 1 + chance.below(90));
  return [
    phone,
    ...(plan.namesChannels ? [voice ? 'Y' : 'N', text ? 'Y' : 'N'] : []),
    chance.hits(0.8) ? (plan.name.endsWith('.csv') ? asked : { date: asked }) : null,
    chance.hits(0.15) ? chance.pick(FILE_NOTES) : null,
  ];
}

function written(phone: E164, how: Plan['writes']): Cell {
  const shown = formatPhone(phone, 'US' as Country);
  if (!phone.startsWith('+1') || how === 'brackets') return shown;
  return how === 'numbers' ? Number(phone.slice(2)) : shown.replace(/^\((\d+)\) /, '$1-');
}

function fileOf(
  { calendar }: World,
  { name, daysAgo, toggles, namesChannels }: Plan,
  rows: Cell[][],
): DemoFile {
  const [year = '', month = ''] = calendar.day(daysAgo).split('-');
  const season = ['winter', 'spring', 'summer', 'fall'][Math.floor((Number(month) % 12) / 3)] ?? '';
  const fileName = name.replace('SEASON', season).replace('YEAR', year);
  return { fileName, toggles, layout: layoutOf(fileName, Boolean(namesChannels), rows), rows };
}

function layoutOf(fileName: string, namesChannels: boolean, rows: Cell[][]): Layout {
  const named: Pick<Column, 'name' | 'role'>[] = [
    { name: 'Phone', role: 'phone' },
    ...(namesChannels
      ? ([
          { name: 'No Calls', role: 'no_calls' },
          { name: 'No Texts', role: 'no_texts' },
        ] as const)
      : []),
    { name: 'Asked on', role: 'date' },
    { name: 'Note', role: 'note' },
  ];
  const columns = named.map((column, index) => ({ ...column, index, sample: samples(rows, index) }));
  const place = { headerRow: 1, firstRow: 2, columns };
  return fileName.endsWith('.csv')
    ? {
        ...place,
        kind: 'csv',
        encoding: 'utf-8',
        delimiter: ',',
        quote: '"',
        backslash: false,
        width: columns.length,
      }
    : { ...place, kind: 'xlsx', sheet: 'Sheet1', sheets: [{ name: 'Sheet1', hidden: false }] };
}

const samples = (rows: Cell[][], index: number): string[] =>
  rows
    .map((cells) => cells[index])
    .filter((cell) => cell !== null && cell !== undefined)
    .slice(0, 3)
    .map(cellText);
