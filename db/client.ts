import { drizzle } from 'drizzle-orm/postgres-js';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { connectionOptions, type DatabaseRole } from './connection';
import * as schema from './schema';
import type { AccountId } from './vocabulary';

type Database = ReturnType<typeof open>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Lives on globalThis so that a bundler that loads this file twice still shares one pool. */
const pools = ((globalThis as { optOutPools?: Map<string, Database> }).optOutPools ??= new Map());

function open(role: DatabaseRole) {
  const client = postgres({ ...connectionOptions(role), max: role === 'app' ? 12 : 3, onnotice: () => {} });
  return drizzle(client, { schema });
}

/**
 * The pool of a role, opened on first use; `apart` names one of its own, for work that must not wait for a
 * connection held by what waits for it.
 */
export function database(role: DatabaseRole = 'app', apart = ''): Database {
  const name = role + apart;
  let pool = pools.get(name);
  if (!pool) pools.set(name, (pool = open(role)));
  return pool;
}

type Options = {
  /** `handset` only in code that receives a handset's own words. */
  as?: 'app' | 'handset';
  /** One snapshot for many reads. */
  snapshot?: boolean;
  /** A pool of its own. */
  apart?: string;
  /** How long a statement waits for a row that another holds; for ever when absent. */
  lockTimeoutMs?: number;
};

/** Runs `work` in a transaction that says its account: row-level security shows it that account's rows only. */
export function transaction<T>(
  account: AccountId,
  work: (tx: Transaction) => Promise<T>,
  { as = 'app', snapshot = false, apart, lockTimeoutMs }: Options = {},
): Promise<T> {
  return database(as, apart).transaction(
    async (tx) => {
      const patience =
        lockTimeoutMs === undefined ? '' : `; set local lock_timeout = ${Number(lockTimeoutMs)}`;
      await tx.execute(sql.raw(sayAccount(account) + patience));
      return work(tx);
    },
    snapshot ? { isolationLevel: 'repeatable read', accessMode: 'read only' } : undefined,
  );
}

/** A literal `SET LOCAL`, because that form reaches the shards of a distributed database too. */
export function sayAccount(account: AccountId): string {
  if (!Number.isSafeInteger(account) || account <= 0) throw new Error('not an account id');
  return `set local app.account_id = '${account}'`;
}

export async function closeDatabase(): Promise<void> {
  await Promise.all([...pools.values()].map((pool) => pool.$client.end({ timeout: 5 })));
  pools.clear();
}
