import { setImmediate as breathe } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import { transaction, type Transaction } from './client';
import type { AccountId } from './vocabulary';

/** A reader that takes nothing for this long gives its connection back. */
const PATIENCE = '2min';

export type RowStream<Row, Found> = {
  /** What `open` found beside the query. */
  found: Found;
  batches: ReadableStream<Row[]>;
  /** Resolves once the transaction behind it has ended, however it ended. */
  ended: Promise<void>;
};

/**
 * The rows of one query of any size, as batches out of one snapshot. The next batch is fetched while one is
 * being taken. Reading to the end, cancelling and failing all end the transaction; a failure breaks the stream
 * off, it never ends it early in peace. An SQL cursor, because the driver's own leaks its connection when its
 * reader goes away. `open` answers no query where there is nothing to read.
 */
export function streamRows<Row extends object, Found>(
  account: AccountId,
  open: (tx: Transaction) => Promise<{ query: SQL | null; found: Found }>,
  batchRows: number,
): Promise<RowStream<Row, Found>> {
  const { readable: batches, writable } = new TransformStream<Row[], Row[]>();
  const writer = writable.getWriter();
  return new Promise((resolve, reject) => {
    const ended = transaction(
      account,
      async (tx) => {
        await tx.execute(sql.raw(`set local idle_in_transaction_session_timeout = '${PATIENCE}'`));
        const { query, found } = await open(tx);
        if (query) await declare(tx, query);
        resolve({ found, batches, ended });
        if (query) await writeAll(tx, writer, batchRows);
      },
      { snapshot: true },
    )
      .then(() => writer.close())
      .catch((error) => {
        reject(error);
        return writer.abort(error);
      })
      .catch(() => {}); // Whoever cancelled knows.
  });
}

async function declare(tx: Transaction, query: SQL): Promise<void> {
  // Planned for all of it, not for its first rows.
  await tx.execute(sql`set local cursor_tuple_fraction = 1`);
  await tx.execute(sql`set local work_mem = '64MB'`);
  await tx.execute(sql`declare wanted no scroll cursor for ${query}`);
}

async function writeAll<Row extends object>(
  tx: Transaction,
  writer: WritableStreamDefaultWriter<Row[]>,
  batchRows: number,
): Promise<void> {
  const fetch = sql.raw(`fetch forward ${batchRows} from wanted`);
  const next = async () => [...(await tx.execute<Row & Record<string, unknown>>(fetch))] as Row[];
  let ahead: Promise<Row[]> | null = next();
  while (ahead) {
    const rows: Row[] = await ahead;
    ahead = rows.length < batchRows ? null : next();
    ahead?.catch(() => {}); // Its failure counts when its turn comes.
    // The driver sends on the next turn of the loop; without one, the database would wait for our own work.
    await breathe();
    if (rows.length > 0) await writer.write(rows);
  }
}
