import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LOGINS_VARIABLE } from './connection';
import { startEmbedded } from './embedded';
import { migrate } from './migrate';
import { ensureLogins } from './roles';

const PREFIX = 'opt-out-test-';

/** Vitest's global setup: one migrated database for all database tests, gone afterwards. */
export default async function setup(): Promise<() => Promise<void>> {
  removeLeftovers();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const embedded = await startEmbedded({ dataDir, durability: 'fast and lossy, for tests' });
    await migrate(embedded.owner);
    const logins = await ensureLogins(embedded.owner, embedded.secret, console.warn);
    process.env[LOGINS_VARIABLE] = JSON.stringify(logins);
    return async () => {
      await embedded.stop();
      remove();
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Of runs that were killed; their servers ended with them. */
function removeLeftovers(): void {
  for (const name of readdirSync(os.tmpdir()).filter((it) => it.startsWith(PREFIX))) {
    if (!isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) {
      rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
