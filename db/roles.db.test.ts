import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { connectionOptions, type DatabaseRole } from './connection';

const pools = new Map<DatabaseRole, postgres.Sql>();
const as = (role: DatabaseRole) => {
  const pool = pools.get(role) ?? postgres({ ...connectionOptions(role), max: 1, onnotice: () => {} });
  pools.set(role, pool);
  return pool;
};

afterAll(() => Promise.all([...pools.values()].map((pool) => pool.end())));

test('the app connects as a role that owns nothing, and its login can be nothing else', async () => {
  const [who] = await as('app')`select current_user, session_user`;
  expect(who).toEqual({ current_user: 'opt_out_app', session_user: 'opt_out_report_app_login' });
  await expect(as('app')`set role opt_out_handset`).rejects.toThrow(/permission denied to set role/);
  await expect(as('app')`set role opt_out_owner`).rejects.toThrow(/permission denied to set role/);
  const owned = await as('app')`select from pg_class where pg_has_role('opt_out_app', relowner, 'usage')`;
  expect(owned).toHaveLength(0);
});

test('the handset connects as its own role, and its login can be nothing else', async () => {
  const [who] = await as('handset')`select current_user, session_user`;
  expect(who).toEqual({ current_user: 'opt_out_handset', session_user: 'opt_out_report_handset_login' });
  await expect(as('handset')`set role opt_out_app`).rejects.toThrow(/permission denied to set role/);
});

test('giving up the role leaves a login without any right', async () => {
  await as('app')
    .begin(async (sql) => {
      await sql`set local role none`;
      await expect(sql`select from accounts`).rejects.toThrow(/permission denied/);
    })
    .catch((error: Error) => expect(error.message).toMatch(/permission denied/));
});

test('no role of the app may bypass row-level security or create tables', async () => {
  const roles = await as('owner')`
    select rolname from pg_roles
    where rolname like 'opt_out_%' and (rolsuper or rolbypassrls)`;
  expect(roles).toHaveLength(0);
  await expect(as('app')`create table mine (id int)`).rejects.toThrow(/permission denied/);
});
