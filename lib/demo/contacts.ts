import 'server-only';
import type { Account } from '@/db/schema';
import type { E164, UserId } from '@/db/vocabulary';
import { saveContact } from '@/lib/contacts/save-contact';
import type { Context } from '@/lib/context';
import { chanceOf, type Chance } from './chance';
import { personOf, type StaffKey } from './people';
import type { Step } from './step';

const SEED = 1993;
const HOW_MANY = 72;

const FIRST =
  'Ana Ben Carla David Elena Frank Grace Hugo Irene James Karen Leo Maya Noah Olga Paul Quinn Rosa Simon Tara Uma Victor Wendy Yusuf'.split(
    ' ',
  );
const LAST =
  'Alvarez Brooks Castillo Dawson Ellis Fuentes Garza Hughes Ibarra Jensen Keller Lozano Medina Norris Ochoa Perkins Ramos Sutton'.split(
    ' ',
  );
const GROUPS = [
  ['Parents', 5],
  ['Volunteers', 2],
  ['Staff', 1],
  ['Choir', 2],
  ['Grade 5', 2],
] as const;
const NOTES = ['Prefers Spanish', 'Mornings only', 'Emergency contact for two children', 'Moved in August'];
/** Area codes in which the story opts nobody out. */
const OPEN_AREAS = ['202', '312', '617', '215', '412'];

/** People the demo account knows by name: about one in three has opted out. */
export async function addContacts(
  account: Account,
  staff: ReadonlyMap<StaffKey, UserId>,
  steps: readonly Step[],
  now: Date,
): Promise<void> {
  const chance = chanceOf(SEED);
  const told = steps.flatMap((step): E164[] => (step.does === 'upload' ? [] : [step.phone]));
  for (let i = 0; i < HOW_MANY; i++) {
    const ctx: Context = { account, now: () => now, ...personOf(ownerOf(i), staff) };
    const saved = await saveContact(ctx, someone(i, chance, told));
    if (!saved.ok) throw new Error(saved.message);
  }
}

const ownerOf = (i: number): StaffKey => (i % 3 === 0 ? 'sam' : i % 7 === 0 ? 'dana' : 'maria');

function someone(i: number, chance: Chance, told: readonly E164[]) {
  const open = `+1${OPEN_AREAS[i % OPEN_AREAS.length]}55501${50 + Math.floor(i / OPEN_AREAS.length)}`;
  const first = chance.hits(0.35) ? chance.pick(told) : open;
  const second = chance.hits(0.2) ? chance.pick(told.filter((phone) => phone !== first)) : undefined;
  const groups = new Set([chance.weigh(GROUPS), ...(chance.hits(0.3) ? [chance.weigh(GROUPS)] : [])]);
  return {
    name: `${FIRST[i % FIRST.length]} ${chance.pick(LAST)}`,
    phone_1: first,
    phone_2: second,
    phone_3: undefined,
    notes: chance.hits(0.15) ? chance.pick(NOTES) : '',
    group_ids: [],
    new_groups: [...groups],
    opt_outs: [],
  };
}
