import 'server-only';
import type { Actor, Context } from '@/lib/context';
import type { Role } from '@/db/vocabulary';

/** Who works at the demo account, since when, and how much of its daily work is theirs. */
export const STAFF = {
  maria: { name: 'Maria Reyes', email: 'master@demo.example', role: 'master', joined: 731, work: 30 },
  sam: { name: 'Sam Okafor', email: 'messenger@demo.example', role: 'messenger', joined: 726, work: 40 },
  dana: { name: 'Dana Whitfield', email: 'dana@demo.example', role: 'messenger', joined: 530, work: 20 },
  luis: { name: 'Luis Ortega', email: 'luis@demo.example', role: 'messenger', joined: 260, work: 15 },
  priya: { name: 'Priya Nair', email: 'priya@demo.example', role: 'messenger', joined: 95, work: 10 },
} as const satisfies Record<
  string,
  { name: string; email: string; role: Role; joined: number; work: number }
>;

export type StaffKey = keyof typeof STAFF;
export const STAFF_KEYS = Object.keys(STAFF) as StaffKey[];

/** The logins that a person trying the product is given; the others are nobody's. */
export const LOGINS: readonly StaffKey[] = ['maria', 'sam'];

export type Who = StaffKey | keyof typeof OTHERS;

const OTHERS = {
  recipient: { kind: 'recipient', id: null, name: 'Recipient', role: null },
  carrier: { kind: 'carrier', id: null, name: 'Carrier', role: null },
  website: { kind: 'api_key', id: null, name: 'Website sign-up form', role: null },
} as const satisfies Record<string, Actor>;

/** In whose name, and from where, a step is taken. */
export function personOf(
  who: Who,
  staff: ReadonlyMap<StaffKey, number>,
): Pick<Context, 'actor' | 'grants' | 'from'> {
  if (who in OTHERS) {
    const actor = OTHERS[who as keyof typeof OTHERS];
    return { actor, grants: NONE, ...(actor.kind === 'api_key' && { from: WEBSITE }) };
  }
  const { name, role } = STAFF[who as StaffKey];
  return {
    actor: { kind: 'user', id: staff.get(who as StaffKey) ?? null, name, role },
    grants: { export: true, optIn: true, upload: true, all: true },
    from: OFFICE,
  };
}

const NONE = { export: false, optIn: false, upload: false, all: false };
const OFFICE = {
  ip: '203.0.113.24',
  userAgent:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
};
const WEBSITE = { ip: '198.51.100.17', userAgent: 'website-forms/2.3' };
