import { existsSync } from 'node:fs';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { GROUP_ROLES, optionsOf, type Login } from './connection';
import { prepareQueues } from './prepare-queues';
import { StartProblem } from './server/problem';
import { ensureGroupRoles } from './roles';

const OLDEST_MAJOR = 15;
/** Any number that other programs on the same database are unlikely to lock. */
const ADVISORY_LOCK = 7_236_011;

const FOLDER = path.join(process.env.OPT_OUT_ROOT ?? process.cwd(), 'db/migrations');

/** Brings the database to where this version of the app expects it. Two at once wait for each other. */
export async function migrate(owner: Login, folder = FOLDER): Promise<void> {
  // One connection for good: the advisory lock belongs to its session.
  const sql = postgres({ ...optionsOf(owner, 'owner'), max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    await requireMajor(sql);
    await sql`select pg_advisory_lock(${ADVISORY_LOCK})`;
    await ensureGroupRoles(sql);
    await ensureExtensions(sql);
    if (!existsSync(path.join(folder, 'meta/_journal.json'))) return;
    await applyMigrations(drizzle(sql), { migrationsFolder: folder });
    await showMigrationsToApp(sql);
    await prepareQueues(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function requireMajor(sql: Sql): Promise<void> {
  const major = await majorOf(sql);
  if (major < OLDEST_MAJOR) {
    throw new StartProblem(`The database is Postgres ${major}; Postgres ${OLDEST_MAJOR} or newer is needed.`);
  }
}

async function majorOf(sql: Sql): Promise<number> {
  const [row] = await sql<
    { major: number }[]
  >`select current_setting('server_version_num')::int / 10000 as major`;
  return row?.major ?? 0;
}

async function ensureExtensions(sql: Sql): Promise<void> {
  for (const extension of ['pg_trgm', 'btree_gin']) {
    try {
      await sql.unsafe(`create extension if not exists ${extension}`);
    } catch (error) {
      throw new StartProblem(
        `The extension ${extension} cannot be created (${(error as Error).message}). Ask the database's administrator to run \`create extension ${extension}\`.`,
      );
    }
  }
}

/** So that readiness can be asked by the role that owns nothing. */
async function showMigrationsToApp(sql: Sql): Promise<void> {
  await sql.unsafe(`grant usage on schema drizzle to ${GROUP_ROLES.app}`);
  await sql.unsafe(`grant select on drizzle.__drizzle_migrations to ${GROUP_ROLES.app}`);
}
