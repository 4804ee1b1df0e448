import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { copyRows } from './copy-rows';
import type { AccountId } from './vocabulary';

const NOBODY = 1_000_000_007 as AccountId;

async function readAll(batches: ReadableStream<string[][]>): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

test('values that are written into a COPY stay values', async () => {
  const nasty = [`it's`, `'; drop table phones; --`, '\\', `\\'`, '$1', 'a\nb\tc\\N', '🦊'];
  const { batches } = await copyRows(NOBODY, async () => ({
    found: null,
    query: sql`select ${sql.join(
      nasty.map((value) => sql`${value}::text`),
      sql`, `,
    )}, null::text, ${7}::int`,
  }));
  expect(await readAll(batches)).toEqual([[...nasty, '', '7']]);
});

test('it reads as the account alone', async () => {
  const { batches } = await copyRows(NOBODY, async () => ({
    found: null,
    query: sql`select current_user, current_setting('app.account_id'), current_setting('transaction_read_only')`,
  }));
  expect(await readAll(batches)).toEqual([['opt_out_app', String(NOBODY), 'on']]);
});

test('a connection lost before the rows fails: nothing goes on outside its transaction', async () => {
  const opened = copyRows(NOBODY, async (tx) => {
    await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => {});
    return { found: null, query: sql`select 1` };
  });
  await expect(opened).rejects.toThrow();
});

test('a query that fails in the middle breaks off', async () => {
  const { batches, ended } = await copyRows(NOBODY, async () => ({
    found: null,
    query: sql`select 100 / (90000 - n) from generate_series(1, 100000) n`,
  }));
  await expect(readAll(batches)).rejects.toThrow('division by zero');
  await ended;
});
