import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { Country, E164 } from '@/db/vocabulary';
import { createAccount } from '@/lib/accounts/create-account';
import { createApiKey } from '@/lib/api-keys/create-api-key';
import type { Target } from './ways';
import type { World } from './world';

const LATENCY_MS = 20;

/** A new account of the world, whose simulated carrier takes some time and fails now and then. */
export async function openAccount(world: World): Promise<Target> {
  const stamp = Date.now();
  const textNumber = `+1512555${String(1000 + (stamp % 9000))}` as E164;
  const created = await createAccount(
    {
      name: 'Torture',
      slug: 'torture',
      country: 'US' as Country,
      timeZone: 'America/Chicago',
      textNumber,
      master: { name: 'Maria Reyes', email: `torture-${stamp}@example.com`, password: 'torture password' },
    },
    new Date(),
  );
  if (!created.ok) throw new Error(created.message);
  const { account, user } = created;
  const { text } = await createApiKey(
    { accountId: account.id, id: user.id },
    { name: 'Torture', scopes: ['read', 'write'] },
    new Date(),
  );
  await transaction(account.id, (tx) =>
    tx.execute(
      sql`insert into simulator_settings (account_id, latency_ms, failure_rate) values (${account.id}, ${LATENCY_MS}, 0.01)`,
    ),
  );
  const ctx = {
    account,
    actor: { kind: 'user', id: user.id, name: user.name, role: 'master' } as const,
    grants: { export: true, optIn: true, upload: true, all: true },
    now: () => new Date(),
  };
  return { world, ctx, apiKey: text, textNumber };
}
