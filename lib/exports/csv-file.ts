import 'server-only';
import type { SQL } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { streamRows } from '@/db/stream-rows';
import type { AccountId } from '@/db/vocabulary';
import { csv } from './csv';
import type { Cells, Column } from './table';

const BATCH = 5_000;

export type CsvFile = { fileName: string; body: ReadableStream<Uint8Array> };

/** What is made of a file that somebody sent: named after it, one line for each row of the query. */
export async function csvFileOf<Row extends object>(
  account: AccountId,
  {
    source,
    suffix,
    columns,
    open,
    cells,
  }: {
    /** The name of the file that was sent. */
    source: string;
    suffix: string;
    columns: readonly Column[];
    open: (tx: Transaction) => SQL | Promise<SQL>;
    cells: (row: Row) => (string | number | null)[];
  },
): Promise<CsvFile> {
  const query = async (tx: Transaction) => ({ query: await open(tx), found: null });
  const { batches } = await streamRows<Row, null>(account, query, BATCH);
  const asText = new TransformStream<Row[], Cells[]>({
    transform: (rows, controller) =>
      controller.enqueue(rows.map((row) => cells(row).map((cell) => (cell === null ? '' : String(cell))))),
  });
  const name = source.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return { fileName: `${name}-${suffix}.csv`, body: batches.pipeThrough(asText).pipeThrough(csv(columns)) };
}

/** Columns by their names; those in `ours` hold nothing that a person wrote. */
export const csvColumns = (names: readonly string[], ours: readonly string[] = []): Column[] =>
  names.map((name) => ({ name, width: 0, isOurs: ours.includes(name) }));
