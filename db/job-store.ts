import type { Sql } from 'postgres';
import type { Db } from 'pg-boss';

type Session = Pick<Sql, 'unsafe'>;

/** Lets pg-boss ask everything through our driver: one pool, one set of settings, one role. */
export const jobStore = (client: Sql): Db => ({
  async executeSql(text: string, values: unknown[] = []) {
    // Scripts come without values, and some begin a transaction: they need a connection to themselves.
    if (values.length === 0) return { rows: await runScript(client, text) };
    return { rows: [...(await client.unsafe(text, values.map(asText) as never[]))] };
  },
});

async function runScript(client: Sql, text: string): Promise<unknown[]> {
  const session = await client.reserve();
  try {
    const result: unknown = await session.unsafe(text);
    return Array.isArray(result) ? [...result] : [];
  } catch (error) {
    await leaveTransaction(session);
    throw error;
  } finally {
    session.release();
  }
}

/** A script that failed half-way has left its transaction open on this connection, if that still lives. */
async function leaveTransaction(session: Session): Promise<void> {
  await session.unsafe('rollback').catch(() => {});
}

/** Text, for which the statement names the type: the driver guesses none, and quotes no JSON twice. */
function asText(value: unknown): unknown {
  if (value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((item) => `"${String(item)}"`).join(',')}}`;
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return value;
}
