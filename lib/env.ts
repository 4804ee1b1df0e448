import path from 'node:path';
import { parseDatabaseUrl, type Login } from '@/db/connection';

/** What the app is told by environment variables, checked. */
export type Environment = {
  /** Null: the embedded database under `dataDir`. */
  database: Login | null;
  /** Absolute. */
  dataDir: string;
  port: number;
  /** Null: generated once and kept under `dataDir`. */
  authSecret: string | null;
  /** The address under which people reach the app, without a slash at its end. */
  authUrl: string;
  demoPassword: string | null;
  metricsToken: string | null;
  /** Whether the web process does the work in the background too, and how many broadcast lanes a process has. */
  worker: { inside: boolean; lanes: number };
  twilio: { accountSid: string | null; authToken: string | null };
};

type Variables = Readonly<Record<string, string | undefined>>;

/** The environment, or one line for each variable that is wrong or missing. Empty counts as absent. */
export function parseEnvironment(variables: Variables, root: string): Environment | { problems: string[] } {
  const problems: string[] = [];
  const text = (name: string) => variables[name]?.trim() || null;
  const parsed = <T>(name: string, parse: (value: string) => T | null, wanted: string): T | null => {
    const value = text(name);
    const result = value === null ? null : parse(value);
    if (value !== null && result === null) problems.push(`${name} must be ${wanted}.`);
    return result;
  };

  const database = parsed('DATABASE_URL', parseDatabaseUrl, 'postgres://user:password@host:5432/database');
  const port = parsed('PORT', parsePort, 'a port between 1 and 65535') ?? 3000;
  const authSecret = parsed('AUTH_SECRET', longEnough(32), 'at least 32 characters');
  const authUrl = parsed('AUTH_URL', parseAddress, 'an address that begins with http:// or https://');
  const worker = parsed('WORKER', oneOf(['on', 'off']), 'on or off') ?? 'on';
  const lanes = parsed('WORKER_LANES', parseLanes, 'a number from 1 to 16') ?? 2;
  const demoPassword = parsed('DEMO_PASSWORD', longEnough(8), 'at least 8 characters');
  if (text('DATABASE_URL') && !text('AUTH_SECRET')) {
    problems.push(
      'AUTH_SECRET is required with DATABASE_URL: at least 32 characters, `openssl rand -base64 32`.',
    );
  }
  parsed('TWILIO_ACCOUNT_SID', (sid) => (sid.startsWith('AC') ? sid : null), 'an account’s SID, AC…');
  if (text('TWILIO_ACCOUNT_SID') && !text('TWILIO_AUTH_TOKEN')) {
    problems.push('TWILIO_AUTH_TOKEN is required with TWILIO_ACCOUNT_SID.');
  }
  if (problems.length) return { problems };
  return {
    database,
    dataDir: path.resolve(root, text('DATA_DIR') ?? '.data'),
    port,
    authSecret,
    authUrl: authUrl ?? `http://localhost:${port}`,
    demoPassword,
    metricsToken: text('METRICS_TOKEN'),
    worker: { inside: worker === 'on', lanes },
    twilio: { accountSid: text('TWILIO_ACCOUNT_SID'), authToken: text('TWILIO_AUTH_TOKEN') },
  };
}

function parsePort(value: string): number | null {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

function parseLanes(value: string): number | null {
  const lanes = /^\d{1,2}$/.test(value) ? Number(value) : 0;
  return lanes >= 1 && lanes <= 16 ? lanes : null;
}

const oneOf = (words: string[]) => (value: string) => (words.includes(value) ? value : null);

const longEnough = (length: number) => (value: string) => (value.length >= length ? value : null);

function parseAddress(value: string): string | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url && ['http:', 'https:'].includes(url.protocol) ? value.replace(/\/+$/, '') : null;
}
