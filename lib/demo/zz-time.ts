import { mkdtempSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { LOGINS_VARIABLE } from '@/db/connection';
import { startEmbedded } from '@/db/embedded';
import { migrate } from '@/db/migrate';
import { ensureLogins } from '@/db/roles';
import { closeDatabase, transaction } from '@/db/client';
import { storyUntil } from '@/lib/demo/story';
const dataDir = mkdtempSync('/tmp/demo/data-');
const e = await startEmbedded({ dataDir });
await migrate(e.owner);
process.env[LOGINS_VARIABLE] = JSON.stringify(await ensureLogins(e.owner, e.secret, console.warn));
const { createDemo } = await import('@/lib/demo/create-demo');
const { closing, askedForAll } = await import('@/lib/opt-outs/close-channels');
const now = new Date('2026-11-23T20:15:00Z');
await createDemo({ password: 'xxxxxxxx', now });
const { findAccount } = await import('@/lib/accounts/find-account');
const a = (await findAccount('demo'))!;
const ctx = { account: a, actor: { kind: 'recipient', id: null, name: 'R', role: null }, grants: {}, now: () => now } as never;
await transaction(a.id, async (tx) => {
  for (let i = 0; i < 3; i++) {
    const rows = await tx.execute(sql`explain (analyze, buffers) with ${closing(ctx, askedForAll(['+1512555013' + i] as never, { voice: true, text: true }), { source: 'text_reply', lock: 'text_reply' })} select * from closed`);
    console.log(rows.map((r) => r['QUERY PLAN']).join('\n').split('\n').filter((l) => i == 2 || /Planning|Execution|Trigger/.test(l)).join('\n'));
  }
  let t = performance.now();
  for (let i = 0; i < 200; i++) await tx.execute(sql`select 1`);
  console.log('select 1', (performance.now() - t) / 200);
  t = performance.now();
  for (let i = 0; i < 100; i++) await tx.execute(sql`with ${closing(ctx, askedForAll(['+1512555013' + (i % 10)] as never, { voice: true, text: true }), { source: 'text_reply', lock: 'text_reply' })} select * from closed`);
  console.log('closing', (performance.now() - t) / 100);
});
await closeDatabase(); await e.stop();
