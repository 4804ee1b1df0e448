import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { arrayOf } from '@/db/array';
import { transaction, type Transaction } from '@/db/client';
import { storableJson } from '@/db/storable';
import type { AccountId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { discard, isKept } from './on-disk';

/** A kind of file that is read, reviewed and then applied: what it is called, and where it and its rows lie. */
export type FileKind<Id extends number> = {
  noun: 'upload' | 'import';
  table: PgTable;
  /** What was read of it, and the column that says of which file. */
  rows: { table: PgTable; of: string };
  /** What says how much of it was read, as it is before its first byte. */
  unread: SQL;
  placeOf: (account: AccountId, id: Id) => string;
  /** Has a worker look at once for what is to be read. */
  wake: () => void;
};

type WaitingFile<Id> = { id: Id; fileName: string; status: string };

/** Gives up a file that is staging or staged; what was read of it and the file go, its line in the list stays. */
export async function cancelFile<Id extends number>(
  ctx: Context,
  kind: FileKind<Id>,
  { id, fileName, status }: WaitingFile<Id>,
): Promise<Outcome<{ fileName: string }>> {
  const cancelled = await transaction(ctx.account.id, async (tx) => {
    const moved = await move(tx, ctx, kind, id, ['staging', 'staged'], sql`status = 'cancelled'`);
    if (moved) await forgetRows(tx, ctx, kind, id);
    return moved;
  });
  if (!cancelled)
    return refused('too_late', `This ${kind.noun} is ${status}; it can no longer be cancelled.`);
  await discard(kind.placeOf(ctx.account.id, id));
  return { ok: true, fileName };
}

/** Reads a file that is not applied yet again, from its first byte, the way somebody says. */
export async function rereadFile<Id extends number>(
  ctx: Context,
  kind: FileKind<Id>,
  { id, fileName, status }: WaitingFile<Id>,
  chosen: object,
): Promise<Outcome<{ fileName: string }>> {
  if (!(await isKept(kind.placeOf(ctx.account.id, id)))) {
    return refused(
      'file_gone',
      'The file is not here any more. Choose it again, and say then how it is read.',
    );
  }
  const begun = await transaction(ctx.account.id, (tx) => {
    const how = sql`${JSON.stringify(storableJson(chosen))}::jsonb`;
    const anew = sql`status = 'staging', chosen = ${how}, attempts = 0, problem = null, ${kind.unread}`;
    return move(tx, ctx, kind, id, REREADABLE, anew);
  });
  if (!begun) return refused('not_staged', `This ${kind.noun} is ${status}; it can no longer be read again.`);
  kind.wake();
  return { ok: true, fileName };
}

/** Nothing was done with it yet, and it is still here. */
export const mayReread = async <Id extends number>(
  { account }: Context,
  kind: FileKind<Id>,
  { id, status }: Pick<WaitingFile<Id>, 'id' | 'status'>,
): Promise<boolean> => REREADABLE.includes(status) && isKept(kind.placeOf(account.id, id));

const REREADABLE = ['staged', 'failed'];

/** False where somebody or something else was first. */
async function move<Id extends number>(
  tx: Transaction,
  { account }: Context,
  { table }: FileKind<Id>,
  id: Id,
  from: string[],
  to: SQL,
): Promise<boolean> {
  const moved = await tx.execute(sql`
    update ${table} set ${to}
    where account_id = ${account.id}::bigint and id = ${id}::bigint and status = any (${arrayOf(from, 'text')})
    returning id`);
  return moved.length > 0;
}

const forgetRows = <Id extends number>(
  tx: Transaction,
  { account }: Context,
  { rows }: FileKind<Id>,
  id: Id,
) =>
  tx.execute(sql`
    delete from ${rows.table} where account_id = ${account.id}::bigint and ${sql.identifier(rows.of)} = ${id}::bigint`);

const refused = (reason: string, message: string) => ({ ok: false, reason, message }) as const;
