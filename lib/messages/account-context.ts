import 'server-only';
import { eq } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { accounts } from '@/db/schema';
import type { AccountId, ActorKind } from '@/db/vocabulary';
import type { Context } from '@/lib/context';

const NAMES = { recipient: 'Recipient', carrier: 'Carrier', system: 'Opt Out Report' } as const;

/** The context of what comes from outside, and not from somebody of the account. */
export async function contextOf(
  id: AccountId,
  kind: Extract<ActorKind, keyof typeof NAMES>,
  now: Date,
): Promise<Context> {
  return transaction(id, (tx) => contextWithin(tx, id, kind, now));
}

/** The same as part of a greater read or change. */
export async function contextWithin(
  tx: Transaction,
  id: AccountId,
  kind: Extract<ActorKind, keyof typeof NAMES>,
  now: Date,
): Promise<Context> {
  const [account] = await tx.select().from(accounts).where(eq(accounts.id, id));
  if (!account) throw new Error('an account that was there a moment ago');
  return {
    account,
    actor: { kind, id: null, name: NAMES[kind], role: null },
    grants: { export: false, optIn: false, upload: false, all: false },
    now: () => now,
  };
}

/** The same, in another's name. */
export const inTheNameOf = (kind: keyof typeof NAMES, ctx: Context): Context => ({
  ...ctx,
  actor: { kind, id: null, name: NAMES[kind], role: null },
});
