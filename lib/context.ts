import type { Account, User } from '@/db/schema/accounts';
import type { ActorKind, Role } from '@/db/vocabulary';

/** Who acts: a user, an API key, the recipient's own handset, the carrier, or the system. */
export type Actor = { kind: ActorKind; id: number | null; name: string; role: Role | null };

/** What the master granted a messenger; a master has all of it. `all`: contacts and broadcasts of others too. */
export type Grants = { export: boolean; optIn: boolean; upload: boolean; all: boolean };

export const grantsOf = (user: User): Grants => ({
  export: user.mayExport,
  optIn: user.mayOptIn,
  upload: user.mayUpload,
  all: user.maySeeAll,
});

/**
 * In whose account and in whose name a verb runs, and by which clock. Always an argument, never ambient.
 */
export type Context = {
  account: Account;
  actor: Actor;
  grants: Grants;
  now: () => Date;
  /** Where a request came from, kept as evidence. */
  from?: { ip: string | null; userAgent: string | null };
  /** Of a request that may be repeated with the same Idempotency-Key: what must be made once keeps it. */
  requestKey?: string;
};
