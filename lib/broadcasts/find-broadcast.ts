import 'server-only';
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction, type Transaction } from '@/db/client';
import { broadcasts, type Broadcast } from '@/db/schema';
import { RECIPIENT_STATUSES, type BroadcastId, type RecipientStatus } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotFound } from '@/lib/outcome';
import { authorize, seesAll } from '@/lib/permissions';
import type { BroadcastCounts, BroadcastLine } from './view';

/** A broadcast and how its recipients stand; null when there is none that whoever asks may see. */
export async function findBroadcast(ctx: Context, id: BroadcastId): Promise<BroadcastLine | null> {
  authorize(ctx, 'broadcasts.send');
  return transaction(
    ctx.account.id,
    async (tx) => {
      const [row] = await tx
        .select()
        .from(broadcasts)
        .where(and(eq(broadcasts.accountId, ctx.account.id), eq(broadcasts.id, id), visible(ctx)));
      return row ? ((await linesOf(tx, ctx, [row]))[0] ?? null) : null;
    },
    { snapshot: true },
  );
}

/** The same, or "not found": another account's and another messenger's look alike. */
export async function requireBroadcast(ctx: Context, id: BroadcastId): Promise<BroadcastLine> {
  const found = await findBroadcast(ctx, id);
  if (!found) throw new NotFound('broadcast', id);
  return found;
}

/** Those of the account, or only whoever's asks: a user's own and what their keys sent, a key's own. */
export function visible(ctx: Context): SQL | undefined {
  if (seesAll(ctx)) return undefined;
  const me = sql`${ctx.actor.id}::bigint`;
  if (ctx.actor.kind === 'api_key') return eq(broadcasts.apiKeyId, me);
  const myKeys = sql`select id from api_keys where account_id = ${ctx.account.id}::bigint and user_id = ${me}`;
  return sql`(${broadcasts.userId} = ${me} or ${broadcasts.apiKeyId} in (${myKeys}))`;
}

/** Broadcasts with their counts, in the order given. */
export async function linesOf(tx: Transaction, ctx: Context, rows: Broadcast[]): Promise<BroadcastLine[]> {
  const ids = arrayOf(
    rows.map(({ id }) => id),
    'bigint',
  );
  const counted = await tx.execute<{ id: string; status: RecipientStatus; n: number }>(sql`
    select broadcast_id::text as id, status, count(*)::int as n from broadcast_recipients
    where account_id = ${ctx.account.id}::bigint and broadcast_id = any (${ids}) group by 1, 2`);
  const left = await tx.execute<{ id: string; n: number }>(sql`
    select broadcast_id::text as id, count(distinct phone)::int as n from consent_events
    where account_id = ${ctx.account.id}::bigint and broadcast_id = any (${ids}) and action = 'opt_out'
      and (changed_voice or changed_text) group by 1`);
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    message: row.message,
    status: row.status,
    problem: row.problem,
    by: row.userName,
    createdAt: row.createdAt,
    scheduledAt: row.scheduledAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    counts: countsOf(
      row,
      counted.filter(({ id }) => Number(id) === row.id),
      left.find(({ id }) => Number(id) === row.id)?.n ?? 0,
    ),
  }));
}

function countsOf(
  row: Broadcast,
  counted: { status: RecipientStatus; n: number }[],
  optedOut: number,
): BroadcastCounts {
  const none = Object.fromEntries(RECIPIENT_STATUSES.map((status) => [status, 0])) as Record<
    RecipientStatus,
    number
  >;
  return {
    ...none,
    ...Object.fromEntries(counted.map(({ status, n }) => [status, n])),
    recipients: row.recipients,
    invalid: row.invalid,
    opted_out: optedOut,
  };
}
