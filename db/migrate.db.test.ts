import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOGINS_VARIABLE, optionsOf, type Login, type Logins } from './connection';
import { migrationsAreCurrent } from './current';
import { closeDatabase } from './client';
import { migrate } from './migrate';
import { ensureLogins } from './roles';

const { owner } = JSON.parse(process.env[LOGINS_VARIABLE] ?? '') as Logins;
const database = `migrate_${randomUUID().replaceAll('-', '')}`;
const fresh: Login = { ...owner, database };

const on = async <T>(login: Login, role: 'owner' | 'app', work: (sql: postgres.Sql) => Promise<T>) => {
  const sql = postgres({ ...optionsOf(login, role), max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
};

beforeAll(() => on(owner, 'owner', (sql) => sql.unsafe(`create database ${database}`)));
afterAll(async () => {
  await closeDatabase();
  await on(owner, 'owner', (sql) => sql.unsafe(`drop database ${database} with (force)`));
});

test('two starters at once migrate a new database once, and a third finds nothing to do', async () => {
  await Promise.all([migrate(fresh), migrate(fresh)]);
  const applied = () =>
    on(fresh, 'owner', (sql) => sql`select hash from drizzle.__drizzle_migrations order by id`);
  const once = (await applied()).map((row) => row.hash as string);
  expect(new Set(once).size).toBe(once.length);
  await migrate(fresh);
  expect(await applied()).toHaveLength(once.length);
});

test('the logins change with the secret, and starting again with the same one changes nothing', async () => {
  const first = await ensureLogins(fresh, 'first secret', fail);
  expect(await ensureLogins(fresh, 'first secret', fail)).toEqual(first);
  const second = await ensureLogins(fresh, 'second secret', fail);
  await expect(on(first.app, 'app', (sql) => sql`select 1`)).rejects.toThrow(/password authentication/);
  const [who] = await on(second.app, 'app', (sql) => sql`select current_user`);
  expect(who).toEqual({ current_user: 'opt_out_app' });
});

test('where no login can be made the owner becomes the role when it connects, and one line says so', async () => {
  const name = `plain_${randomUUID().slice(0, 8)}`;
  await on(owner, 'owner', async (sql) => {
    await sql.unsafe(`create role ${name} login noinherit password 'plain'`);
    await sql.unsafe(`grant opt_out_app, opt_out_handset to ${name} with set true`);
  });
  const heard: string[] = [];
  const plain = { ...owner, username: name, password: 'plain' };
  // Its logins exist already, but not with this secret, and it may not change them.
  const logins = await ensureLogins(plain, 'another secret', (line) => heard.push(line));
  expect(logins.app).toEqual(plain);
  expect(heard).toEqual([expect.stringMatching(/^The app shares the login of DATABASE_URL/)]);
  const [who] = await on(logins.app, 'app', (sql) => sql`select current_user, session_user`);
  expect(who).toEqual({ current_user: 'opt_out_app', session_user: name });
  await on(owner, 'owner', (sql) => sql.unsafe(`drop role ${name}`));
});

test('a database behind this build is not ready', async () => {
  expect(await migrationsAreCurrent()).toBe(true);
  await closeDatabase();
  const known = process.env[LOGINS_VARIABLE];
  await on(fresh, 'owner', (sql) => sql`delete from drizzle.__drizzle_migrations where id > 1`);
  process.env[LOGINS_VARIABLE] = JSON.stringify(await ensureLogins(fresh, 'second secret', fail));
  expect(await migrationsAreCurrent()).toBe(false);
  process.env[LOGINS_VARIABLE] = known;
  await closeDatabase();
});

function fail(line: string): never {
  throw new Error(line);
}
