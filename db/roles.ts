import { createHash, createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { GROUP_ROLES, optionsOf, type DatabaseRole, type Login, type Logins } from './connection';
import { StartProblem } from './server/problem';

type LowRole = Exclude<DatabaseRole, 'owner'>;

/** The roles that migrations grant to. They belong to the whole server, so its databases share them. */
export async function ensureGroupRoles(sql: Sql): Promise<void> {
  for (const role of Object.values(GROUP_ROLES)) {
    try {
      await ensureRole(sql, role, 'nologin noinherit');
      if (!(await maySetRole(sql, role))) await grantRole(sql, role, 'current_user');
    } catch (error) {
      throw new StartProblem(
        `The login of DATABASE_URL must be able to create roles and to become ${role} (${messageOf(error)}).`,
      );
    }
  }
}

/**
 * A login for each role that can do nothing but become it; `secret` makes the passwords. Where none is
 * to be had (a hosted database that hands out one login), the owner's login becomes the role when it
 * connects, and `say` hears about it.
 */
export async function ensureLogins(
  owner: Login,
  secret: string,
  say: (line: string) => void,
): Promise<Logins> {
  const app = lowLogin('app', owner, secret);
  const handset = lowLogin('handset', owner, secret);
  const sql = postgres({ ...optionsOf(owner, 'owner'), max: 1, onnotice: () => {} });
  try {
    await ensureLogin(sql, 'app', app);
    await ensureLogin(sql, 'handset', handset);
    return { owner, app, handset };
  } catch (error) {
    say(
      `The app shares the login of DATABASE_URL, limited only by its role: it got none of its own (${messageOf(error)}).`,
    );
    return { owner, app: owner, handset: owner };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function lowLogin(role: LowRole, owner: Login, secret: string): Login {
  const username = withinLimit(owner.database, `_${role}_login`);
  const password = createHmac('sha256', secret).update(`postgres login ${username}`).digest('base64url');
  return { ...owner, username, password };
}

/** Postgres cuts names after 63 bytes, where two databases must not meet. */
function withinLimit(database: string, suffix: string): string {
  if (Buffer.byteLength(database + suffix) <= 63) return database + suffix;
  return createHash('sha256').update(database).digest('hex').slice(0, 32) + suffix;
}

async function ensureLogin(sql: Sql, role: LowRole, login: Login): Promise<void> {
  const group = GROUP_ROLES[role];
  const made = await ensureRole(sql, login.username, 'login noinherit', login.password);
  if (made || (await problemOfLogin(login, role))) {
    const name = quoted(login.username);
    if (!made)
      await patiently(() => sql.unsafe(`alter role ${name} login password ${literal(login.password)}`));
    await grantRole(sql, group, name);
    await sql.unsafe(`grant connect on database ${quoted(login.database)} to ${name}`);
    const problem = await problemOfLogin(login, role);
    if (problem) throw problem;
  }
}

/** Why one cannot log in and become the role, or null. */
async function problemOfLogin(login: Login, role: LowRole): Promise<Error | null> {
  const sql = postgres({ ...optionsOf(login, role), max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await sql`select 1`;
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** True when the role is new. */
async function ensureRole(sql: Sql, name: string, attributes: string, password?: string): Promise<boolean> {
  const [known] = await sql`select from pg_roles where rolname = ${name}`;
  if (known) return false;
  const secret = password ? ` password ${literal(password)}` : '';
  return patiently(async () => {
    try {
      await sql.unsafe(`create role ${quoted(name)} ${attributes}${secret}`);
      return true;
    } catch (error) {
      if (!ALREADY_THERE.has(codeOf(error))) throw error;
      return false;
    }
  });
}

async function maySetRole(sql: Sql, role: string): Promise<boolean> {
  const right = (await hasGrantOptions(sql)) ? 'SET' : 'MEMBER';
  const [row] = await sql<{ may: boolean }[]>`select pg_has_role(current_user, ${role}, ${right}) as may`;
  return row?.may ?? false;
}

/** To become the role, not to have its rights without becoming it. */
async function grantRole(sql: Sql, role: string, to: string): Promise<void> {
  const options = (await hasGrantOptions(sql)) ? ' with set true, inherit false' : '';
  await patiently(() => sql.unsafe(`grant ${role} to ${to}${options}`));
}

async function hasGrantOptions(sql: Sql): Promise<boolean> {
  const [row] = await sql<
    { major: number }[]
  >`select current_setting('server_version_num')::int / 10000 as major`;
  return (row?.major ?? 0) >= 16;
}

/** Two databases of one server that start together write the same rows of its catalogue. */
async function patiently<T>(work: () => Promise<T>, tries = 10): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries <= 1 || !/concurrently/.test(messageOf(error))) throw error;
    await wait(20 + Math.random() * 80);
    return patiently(work, tries - 1);
  }
}

/** duplicate_object, and the unique violation that two creators at once see. */
const ALREADY_THERE = new Set(['42710', '23505']);

const codeOf = (error: unknown) => String((error as { code?: unknown }).code);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
