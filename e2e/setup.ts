import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startServer } from '@/bin/start-server';
import { LOGINS_VARIABLE } from '@/db/connection';

/** The password of the demo logins in the tests. */
const PASSWORD = 'correct horse battery';
/** What webhooks are signed with; without an account's id beside it the simulator still delivers. */
const AUTH_TOKEN = 'a token of the tests';

/**
 * The production server on a database of its own, gone afterwards. The tests find it by the variables
 * set here: `E2E_URL`, `E2E_PASSWORD` of the demo logins, and the database for seeding through lib.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'opt-out-e2e-'));
  chmodSync(dataDir, 0o711);
  const server = await startServer(dataDir, {
    DEMO_PASSWORD: PASSWORD,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    OPT_OUT_DURABILITY: 'fast and lossy, for tests',
  });
  process.env.E2E_URL = server.url;
  process.env.E2E_PASSWORD = PASSWORD;
  process.env.E2E_AUTH_TOKEN = AUTH_TOKEN;
  process.env.DATA_DIR = dataDir;
  process.env[LOGINS_VARIABLE] = JSON.stringify(server.logins);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
