import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import { database, transaction, type Transaction } from '@/db/client';
import type { AccountId, BroadcastId, E164 } from '@/db/vocabulary';
import type { Carrier } from '@/lib/carriers/carrier';
import { findCarrier } from '@/lib/carriers/find-carrier';
import { claimRecipients } from './claim-recipients';
import { handOff } from './hand-off';
import { holdEnds } from './hold-ends';

/** `more`: time ran out; `waiting`: what is left is in somebody's hand; `done`: nothing is left, or it was stopped. */
export type Progress = 'more' | 'waiting' | 'done';

/** Recipients in one hand: so many stay unknown when a process dies, and so many share a transaction. */
export const IN_HAND = 20;
const PAUSE_MS = 250;
/** So long it waits for what is in other hands; then its turn is somebody else's. */
const IDLE_MS = 3_000;

type Options = {
  /** When to stop and let another have the turn. */
  until: Date;
  /** Whose claims these are. */
  worker?: string;
  carrier?: Carrier;
  now?: () => Date;
};

/**
 * Hands the queued recipients of a broadcast over, some at a time: claimed and committed as being handed off,
 * so that a crash leaves those and only those unknown; then through the gate. Any number at once, anywhere.
 */
export async function deliverBroadcast(
  account: AccountId,
  broadcast: BroadcastId,
  { until, worker = randomUUID(), carrier = findCarrier(), now = () => new Date() }: Options,
): Promise<Progress> {
  let after: E164 | null = null;
  for (let idle = 0; ;) {
    const { phones } = await claimRecipients(account, broadcast, worker, IN_HAND, after);
    if (phones.length > 0) {
      idle = 0;
      await handOff({ account, broadcast, worker, phones, carrier, now });
      after = phones.at(-1) ?? null;
    } else if (after !== null) {
      // From the beginning again, for what went back to the queue.
      after = null;
    } else {
      const left = await finish(account, broadcast, now());
      if (left === 0) return 'done';
      if (idle >= IDLE_MS || now() >= until) return 'waiting';
      await wait(PAUSE_MS);
      idle += PAUSE_MS;
    }
    if (now() >= until) return 'more';
  }
}

/** Ends a broadcast that nothing is left of; answers how many are queued or in somebody's hand. */
async function finish(account: AccountId, broadcast: BroadcastId, now: Date): Promise<number> {
  return transaction(account, async (tx) => {
    const left = await countLeft(tx, account, broadcast);
    if (left > 0) return left;
    await holdEnds(tx, account, [broadcast]);
    const putBack = await countLeft(tx, account, broadcast);
    if (putBack === 0) {
      await tx.execute(sql`
        update broadcasts b set status = 'done', finished_at = ${now.toISOString()}::timestamptz
        where b.account_id = ${account}::bigint and b.id = ${broadcast}::bigint and b.status = 'sending'`);
    }
    return putBack;
  });
}

/** Of a broadcast that is sending; of any other nothing is to be waited for. */
async function countLeft(tx: Transaction, account: AccountId, broadcast: BroadcastId): Promise<number> {
  const [row] = await tx.execute<{ left: number }>(sql`
    select count(*)::int as left from broadcast_recipients r
    join broadcasts b on b.account_id = r.account_id and b.id = r.broadcast_id and b.status = 'sending'
    where r.account_id = ${account}::bigint and r.broadcast_id = ${broadcast}::bigint
      and r.status in ('queued', 'handing_off')`);
  return row?.left ?? 0;
}

/** Starts every broadcast whose time has come. */
export async function beginScheduled(now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  for (const { account, broadcast } of await listFound(sql`broadcasts_due(${at})`)) {
    await transaction(account, (tx) =>
      tx.execute(sql`
        update broadcasts set status = 'sending', started_at = ${at}
        where account_id = ${account}::bigint and id = ${broadcast}::bigint and status = 'scheduled'
          and scheduled_at <= ${at}`),
    );
  }
}

/** The broadcasts of all accounts that are sending: of more than there is room for, some of every account. */
export const listAtWork = () => listFound(sql`broadcasts_to_work_on()`);

async function listFound(found: SQL): Promise<{ account: AccountId; broadcast: BroadcastId }[]> {
  const rows = await database().execute<{ account_id: string; broadcast_id: string }>(
    sql`select account_id, broadcast_id from ${found}`,
  );
  return rows.map((row) => ({
    account: Number(row.account_id) as AccountId,
    broadcast: Number(row.broadcast_id) as BroadcastId,
  }));
}
