import { describe, expect, test } from 'vitest';
import { parseEnvironment } from './env';

const parse = (variables: Record<string, string>) => parseEnvironment(variables, '/srv/app');
const SECRET = 'x'.repeat(32);
const DATABASE_URL = 'postgres://u:p%40ss@db.example:6432/opt_outs?sslmode=require';

test('nothing set is a good environment: the embedded database on port 3000', () => {
  expect(parse({})).toEqual({
    database: null,
    dataDir: '/srv/app/.data',
    port: 3000,
    authSecret: null,
    authUrl: 'http://localhost:3000',
    demoPassword: null,
    metricsToken: null,
    worker: { inside: true, lanes: 2 },
    twilio: { accountSid: null, authToken: null },
  });
});

test('an empty value counts as absent', () => {
  expect(parse({ PORT: '', DATABASE_URL: ' ', AUTH_URL: '', DATA_DIR: '' })).toEqual(parse({}));
});

test('what is set is taken, with paths made absolute and the address without its last slash', () => {
  const environment = parse({
    DATABASE_URL,
    AUTH_SECRET: SECRET,
    AUTH_URL: 'https://stop.example/',
    PORT: '8080',
    DATA_DIR: 'elsewhere',
  });
  expect(environment).toMatchObject({
    database: {
      host: 'db.example',
      port: 6432,
      database: 'opt_outs',
      username: 'u',
      password: 'p@ss',
      ssl: 'require',
    },
    dataDir: '/srv/app/elsewhere',
    port: 8080,
    authUrl: 'https://stop.example',
  });
});

describe('one clear line for each wrong or missing value', () => {
  test.each([
    [{ PORT: '0' }, 'PORT must be a port between 1 and 65535.'],
    [{ PORT: '70000' }, 'PORT must be a port between 1 and 65535.'],
    [{ PORT: '3000x' }, 'PORT must be a port between 1 and 65535.'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET must be at least 32 characters.'],
    [{ AUTH_URL: 'example.com' }, 'AUTH_URL must be an address that begins with http:// or https://.'],
    [{ DEMO_PASSWORD: '1234567' }, 'DEMO_PASSWORD must be at least 8 characters.'],
    [{ WORKER: 'no' }, 'WORKER must be on or off.'],
    [{ WORKER_LANES: '0' }, 'WORKER_LANES must be a number from 1 to 16.'],
    [
      { TWILIO_ACCOUNT_SID: 'SK1', TWILIO_AUTH_TOKEN: 'a token' },
      'TWILIO_ACCOUNT_SID must be an account’s SID, AC….',
    ],
    [{ TWILIO_ACCOUNT_SID: 'AC1' }, 'TWILIO_AUTH_TOKEN is required with TWILIO_ACCOUNT_SID.'],
    ...['mysql://u:p@h/d', 'postgres://h/d', 'postgres://u:p@h', 'nonsense'].map((url) => [
      { DATABASE_URL: url, AUTH_SECRET: SECRET },
      'DATABASE_URL must be postgres://user:password@host:5432/database.',
    ]),
  ] as [Record<string, string>, string][])('%o', (variables, line) => {
    expect(parse(variables)).toEqual({ problems: [line] });
  });

  test('a database without AUTH_SECRET', () => {
    expect(parse({ DATABASE_URL })).toEqual({
      problems: [
        'AUTH_SECRET is required with DATABASE_URL: at least 32 characters, `openssl rand -base64 32`.',
      ],
    });
  });
});
