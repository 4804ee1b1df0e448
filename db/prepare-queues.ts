import PgBoss from 'pg-boss';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { GROUP_ROLES } from './connection';
import { jobStore } from './job-store';
import { QUEUES, QUEUE_SCHEMA } from './queues';

/**
 * Makes or upgrades the tables of the job queue, and lets the app's role fill and empty them. Called under
 * the lock of the migrations, by the owner: the app makes no tables.
 */
export async function prepareQueues(sql: Sql): Promise<void> {
  // As the app's client reads and writes: JSON as text.
  const client = drizzle(sql).$client as Sql;
  const boss = new PgBoss({
    db: jobStore(client),
    schema: QUEUE_SCHEMA,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  for (const name of QUEUES) await ensureQueue(boss, name);
  await boss.stop({ graceful: false });
  await letAppUse(sql);
}

/**
 * Many jobs of a key may run, one may wait: a worker that died blocks nobody, and looking twice queues
 * nothing twice. Never tried again by the queue itself, because the database knows what is left to do.
 */
async function ensureQueue(boss: PgBoss, name: string): Promise<void> {
  const options = { name, policy: 'short', retryLimit: 0, expireInSeconds: 300 } as const;
  await boss.createQueue(name, options);
  await boss.updateQueue(name, options);
}

async function letAppUse(sql: Sql): Promise<void> {
  const app = GROUP_ROLES.app;
  await sql.unsafe(`
    grant usage on schema ${QUEUE_SCHEMA} to ${app};
    grant select, insert, update, delete on ${QUEUE_SCHEMA}.job, ${QUEUE_SCHEMA}.archive to ${app};
    grant select on ${QUEUE_SCHEMA}.queue, ${QUEUE_SCHEMA}.version to ${app};
    grant update (maintained_on) on ${QUEUE_SCHEMA}.version to ${app};
    revoke execute on all functions in schema ${QUEUE_SCHEMA} from public;
  `);
}
