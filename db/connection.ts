import type { Options } from 'postgres';

/** `owner` migrates, `app` is everything else, `handset` receives the handset's own words. */
export type DatabaseRole = 'owner' | 'app' | 'handset';

/** One way into a database, as plain values. A `host` that begins with `/` is the folder of a socket. */
export type Login = {
  host: string;
  port: number;
  database: string;
  username: string;
  password: string;
  ssl?: 'require' | 'prefer' | 'allow' | 'verify-full';
};

export type Logins = Record<DatabaseRole, Login>;

/** The variable in which the launcher tells the app its logins. */
export const LOGINS_VARIABLE = 'OPT_OUT_DATABASE';

/** The roles that own nothing. Every connection but the owner's becomes one of them before its first query. */
export const GROUP_ROLES = { app: 'opt_out_app', handset: 'opt_out_handset' } as const;

/** How to connect in a role. Read when asked for, because the build knows no database. */
export function connectionOptions(role: DatabaseRole): Options<Record<string, never>> {
  return optionsOf(loginOf(role), role);
}

/** The login of a role in this process. */
export const loginOf = (role: DatabaseRole): Login => loginsOfThisProcess()[role];

/** The driver's options for a login that acts in a role. */
export function optionsOf(login: Login, role: DatabaseRole): Options<Record<string, never>> {
  return {
    ...login,
    ssl: login.ssl ?? false,
    connect_timeout: 10,
    connection: {
      application_name: `opt-out-report ${role} ${process.pid}`,
      TimeZone: 'UTC',
      jit: 'off',
      // A transaction that waits this long for its own client has lost it.
      idle_in_transaction_session_timeout: 300_000,
      ...(role === 'owner' ? {} : { role: GROUP_ROLES[role] }),
    },
  };
}

function loginsOfThisProcess(): Logins {
  const told = process.env[LOGINS_VARIABLE];
  if (!told) throw new Error('No database is known to this process: start it with one of the npm commands.');
  return JSON.parse(told) as Logins;
}

/** The login that a DATABASE_URL gives, or null when it is none. */
export function parseDatabaseUrl(text: string): Login | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const database = decodeURIComponent(url.pathname.slice(1));
  if (!['postgres:', 'postgresql:'].includes(url.protocol) || !host || !database || !url.username)
    return null;
  return {
    host,
    port: Number(url.port || url.searchParams.get('port') || 5432),
    database,
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ...sslOf(url.searchParams.get('sslmode')),
  };
}

function sslOf(mode: string | null): Pick<Login, 'ssl'> {
  switch (mode) {
    case 'require':
    case 'prefer':
    case 'allow':
      return { ssl: mode };
    case 'verify-ca':
    case 'verify-full':
      return { ssl: 'verify-full' };
    default:
      return {};
  }
}
