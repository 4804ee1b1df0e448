import { randomUUID } from 'node:crypto';
import { createAccount } from '@/lib/accounts/create-account';
import type { Context } from '@/lib/context';
import type { Country, E164, Role } from '@/db/vocabulary';

/** A clock that stands still until a test moves it. */
export type Clock = { now: () => Date; set: (iso: string) => void; pass: (ms: number) => void };

export function clockAt(iso: string): Clock {
  let at = new Date(iso).getTime();
  return {
    now: () => new Date(at),
    set: (moment) => void (at = new Date(moment).getTime()),
    pass: (ms) => void (at += ms),
  };
}

/** An account of a test's own, its master's context, and its clock. */
export async function newAccount({
  country = 'US',
  timeZone = 'America/Chicago',
  textNumber = null as E164 | null,
  at = '2026-11-23T15:00:00Z',
} = {}) {
  const clock = clockAt(at);
  const created = await createAccount(
    {
      name: 'Riverside School',
      slug: 'riverside-school',
      country: country as Country,
      timeZone,
      textNumber,
      master: { name: 'Maria Reyes', email: `${randomUUID()}@example.com`, password: 'correct horse' },
    },
    clock.now(),
  );
  if (!created.ok) throw new Error(created.message);
  const { account, user } = created;
  const ctx: Context = {
    account,
    actor: { kind: 'user', id: user.id, name: user.name, role: 'master' },
    grants: { export: true, optIn: true, upload: true, all: true },
    now: clock.now,
  };
  return {
    ctx,
    clock,
    account,
    user,
    asRole: (role: Role, grants = ctx.grants) => asRole(ctx, role, grants),
    recipient: recipient(ctx),
  };
}

const asRole = (ctx: Context, role: Role, grants: Context['grants']): Context => ({
  ...ctx,
  actor: { ...ctx.actor, name: 'Sam Okafor', role },
  grants,
});

const recipient = (ctx: Context): Context => ({
  ...ctx,
  actor: { kind: 'recipient', id: null, name: 'Recipient', role: null },
});

/** A fictional phone: `phoneOf(7)` is +15125550107. */
export const phoneOf = (n: number): E164 =>
  `+1${512 + Math.floor(n / 100)}55501${String(n % 100).padStart(2, '0')}` as E164;
