import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { database, transaction } from '@/db/client';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { optOut } from './opt-out';

const BOTH = { voice: true, text: true };
type Account = Awaited<ReturnType<typeof newAccount>>;
let a: Account, b: Account;

beforeAll(async () => {
  [a, b] = [await newAccount(), await newAccount()];
  for (const { ctx, recipient } of [a, b]) {
    await optOut(recipient, { phones: [phoneOf(1)], channels: BOTH, source: 'text_reply' });
    await optOut(ctx, { phones: [phoneOf(2)], channels: BOTH, source: 'manual' });
  }
});

/** Tables that hold an account's rows, straight from the catalogue, so that a new one can't be forgotten. */
const accountTables = async () => {
  const rows = await database().execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`);
  return rows.map((row) => row.name);
};

/** Runs raw SQL as the app's role within account A, and answers the SQLSTATE it fails with. */
const sqlStateOf = async (statement: string, as: 'app' | 'handset' = 'app'): Promise<string | null> => {
  try {
    await transaction(a.account.id, (tx) => tx.execute(sql.raw(statement)), { as });
    return null;
  } catch (error) {
    return ((error as { cause?: { code?: string } }).cause ?? (error as { code?: string })).code ?? 'none';
  }
};

/** Across accounts, and not readable at all. */
const FOUND_BY_FUNCTION = ['logins', 'api_key_hashes'];

describe('the app’s database role', () => {
  test.each(['app', 'handset'] as const)('%s owns nothing and bypasses nothing', async (role) => {
    const [who] = await database(role).execute(sql`
      select current_user::text as who, r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb as mighty,
        s.rolsuper or s.rolbypassrls or s.rolcreaterole or s.rolcreatedb as mighty_login,
        (select count(*)::int from pg_class where relowner in (r.oid, s.oid)) as owns
      from pg_roles r, pg_roles s where r.rolname = current_user and s.rolname = session_user`);
    expect(who).toEqual({ who: `opt_out_${role}`, mighty: false, mighty_login: false, owns: 0 });
  });

  test('sees no row of any account’s table in a query that says no account', async () => {
    const tables = await accountTables();
    expect(tables.length).toBeGreaterThanOrEqual(8);
    for (const table of tables.filter((name) => !FOUND_BY_FUNCTION.includes(name))) {
      expect([...(await database().execute(sql.raw(`select 1 from ${table} limit 1`)))], table).toEqual([]);
    }
    expect([...(await database().execute(sql`select 1 from accounts limit 1`))]).toEqual([]);
  });

  test('sees no row either on a connection that an account’s transaction has just used', async () => {
    await transaction(a.account.id, (tx) => tx.execute(sql`select 1`));
    const counts = await Promise.all(
      Array.from({ length: 20 }, () =>
        database().execute<{ n: number }>(sql`select count(*)::int as n from phones`),
      ),
    );
    expect(counts.map(([row]) => row?.n)).toEqual(Array(20).fill(0));
  });

  test('every account’s table forces row-level security, for its owner too', async () => {
    const rows = await database().execute<{ name: string }>(sql`
      select relname as name from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
        and not (relrowsecurity and relforcerowsecurity) and relname not in ('attempts')`);
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  test('may not read passwords, forge the account of a row, or touch another account’s', async () => {
    expect(await sqlStateOf('select * from logins')).toBe('42501');
    expect(await sqlStateOf('select * from attempts')).toBe('42501');
    expect(
      await sqlStateOf(
        `insert into phones (account_id, phone, seq, voice_closed_at, voice_source, voice_seq) values (${b.account.id}, 15125550199, 1, now(), 'manual', 1)`,
      ),
    ).toBe('42501');
    await transaction(a.account.id, (tx) =>
      tx.execute(sql`update phones set voice_closed_at = null, voice_source = null, voice_seq = null`),
    ).catch(() => null);
    const [row] = await transaction(b.account.id, (tx) =>
      tx.execute<{ n: number }>(sql`select count(*)::int as n from phones where voice_seq is not null`),
    );
    expect(row?.n).toBe(2);
  });
});

describe('rule 3, by raw SQL through the app’s role', () => {
  test.each([
    'update phones set text_locked_at = null, text_lock = null, text_lock_seq = null',
    'update phones set text_closed_at = null, text_source = null, text_seq = null, text_locked_at = null, text_lock = null, text_lock_seq = null',
    "update phones set text_lock = 'carrier'",
    'update phones set text_closed_at = now()',
    "update phones set text_source = 'upload'",
    'update phones set text_seq = text_seq + 1',
    'insert into phones (account_id, phone, seq) select account_id, phone, 9 from phones on conflict (account_id, phone) do update set text_locked_at = null, text_lock = null, text_lock_seq = null, text_closed_at = null, text_source = null, text_seq = null',
  ])('a lock is not released by: %s', async (statement) => {
    expect(await sqlStateOf(statement)).toBe('OOR01');
  });

  test.each([
    'delete from phones',
    'truncate phones',
    'update phones set phone = phone + 1',
    'update phones set account_id = account_id + 1',
    'delete from consent_events',
    'update consent_events set note = null',
    'truncate consent_events',
    'alter table phones disable trigger all',
    'drop trigger phones_text_lock on phones',
    "set session_replication_role = 'replica'",
    'set role opt_out_handset',
    'create function public.evil() returns int language sql as $$ select 1 $$',
  ])('is not allowed at all: %s', async (statement) => {
    expect(await sqlStateOf(statement)).toBe('42501');
  });

  test('a text channel without a lock may still be closed and opened', async () => {
    expect(await sqlStateOf('update phones set seq = seq + 1 where text_locked_at is null')).toBeNull();
    await transaction(a.account.id, (tx) =>
      tx.execute(sql`update phones set seq = seq - 1 where text_locked_at is null`),
    );
  });
});

test('the ledger refuses UPDATE and DELETE, for its owner too', async () => {
  for (const statement of [
    'update consent_events set note = null',
    'delete from consent_events',
    'truncate consent_events',
  ]) {
    const failure = await database('owner')
      .execute(sql.raw(statement))
      .catch((error: { cause?: { code?: string } }) => error.cause?.code);
    expect(failure, statement).toBe('OOR02');
  }
});

test('only the role that receives a handset’s words may release a lock', async () => {
  const release = `update phones set text_locked_at = null, text_lock = null, text_lock_seq = null where phone = 15125550101`;
  expect(await sqlStateOf(`${release} and false`, 'handset')).toBeNull();
  const within = transaction(
    a.account.id,
    async (tx) => {
      await tx.execute(sql.raw(release));
      throw new Error('released');
    },
    { as: 'handset' },
  );
  await expect(within).rejects.toThrow('released');
});
