import net from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { SQL } from 'drizzle-orm';
import postgres from 'postgres';
import { sayAccount, type Transaction } from './client';
import { connectionOptions, loginOf } from './connection';
import type { AccountId } from './vocabulary';

/** A reader that takes nothing for this long gives its connection back. */
const PATIENCE_MS = 120_000;

/** The columns of one row as text; null is `''`. */
export type CopiedRow = string[];

export type CopiedRows<Found> = {
  /** What `open` found beside the query. */
  found: Found;
  batches: ReadableStream<CopiedRow[]>;
  /** Resolves once the connection behind it is given up, whatever happened. */
  ended: Promise<void>;
};

/**
 * The rows of one query of any size by COPY, as batches out of one snapshot: unlike a cursor, COPY may run in
 * parallel, and its rows arrive as text that the driver need not look at. On a connection of its own, which
 * nothing is asked of afterwards: the driver's would hang. Reading to the end, cancelling and failing all close
 * it; a failure breaks the stream off, it never ends it early in peace. `open` answers no query where there is
 * nothing to read.
 */
export async function copyRows<Found>(
  account: AccountId,
  open: (tx: Transaction) => Promise<{ query: SQL | null; found: Found }>,
): Promise<CopiedRows<Found>> {
  const connection = connect();
  try {
    await connection.client.unsafe(BEGIN + sayAccount(account));
    const { query, found } = await open(drizzle(connection.client) as unknown as Transaction);
    if (!query) connection.close();
    const copied = query && ((await connection.client.unsafe(copying(query)).readable()) as Readable);
    return { found, batches: inBatches(copied, connection.close), ended: connection.closed };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** A sort of a million rows ends soon when nobody waits for it any more, where the server can tell. */
const BEGIN = `
  begin isolation level repeatable read read only;
  set local work_mem = '64MB';
  select set_config(name, '500', true) from pg_settings
  where name = 'client_connection_check_interval' and version() !~* 'windows|mingw|visual c';`;

/** COPY takes no parameters, so they are written into it. */
const copying = (query: SQL) =>
  `copy (${new PgDialect().sqlToQuery(query.inlineParams()).sql}) to stdout with (null '')`;

/** One connection, once: the driver's own way to reconnect would go on outside the transaction. */
function connect() {
  const { host, port } = loginOf('app');
  const socket = host.startsWith('/')
    ? net.connect(path.join(host, `.s.PGSQL.${port}`))
    : Object.assign(net.connect(port, host), { host });
  let isUsed = false;
  const client = postgres({
    ...connectionOptions('app'),
    max: 1,
    fetch_types: false,
    max_lifetime: null,
    onnotice: () => {},
    socket: () => {
      if (isUsed) throw new Error('The connection of a copy was lost.');
      isUsed = true;
      return socket;
    },
  } as postgres.Options<Record<string, never>>);
  let settle: () => void;
  const closed = new Promise<void>((resolve) => (settle = resolve));
  const close = () => {
    socket.destroy();
    void client.end({ timeout: 0 }).then(settle, settle);
  };
  return { client, close, closed };
}

function inBatches(copied: Readable | null, close: () => void): ReadableStream<CopiedRow[]> {
  const chunks = copied?.[Symbol.asyncIterator]();
  let patience: NodeJS.Timeout | undefined;
  return new ReadableStream<CopiedRow[]>(
    {
      async pull(controller) {
        clearTimeout(patience);
        try {
          const next = await chunks?.next();
          if (!next || next.done) {
            close();
            return controller.close();
          }
          controller.enqueue(rowsIn((next.value as Buffer).toString()));
          patience = setTimeout(close, PATIENCE_MS).unref();
        } catch (error) {
          close();
          controller.error(error);
        }
      },
      cancel() {
        clearTimeout(patience);
        close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The driver hands over whole rows. */
function rowsIn(text: string): CopiedRow[] {
  const rows = text.split('\n');
  rows.pop();
  return rows.map((row) => (row.includes('\\') ? row.split('\t').map(unescaped) : row.split('\t')));
}

const ESCAPED: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

const unescaped = (cell: string) => cell.replace(/\\(.)/g, (_, letter: string) => ESCAPED[letter] ?? letter);
