import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import type { JobKind } from '@/lib/jobs/kind';
import { applyWaitingMessages } from './apply-messages';

/** Applies what came in of a phone while a bulk apply held it: replies, keys pressed in calls, blocks. */
export const applying: JobKind = {
  queue: 'apply-messages',
  lanes: 1,
  async look() {
    const waiting = await database().execute(sql`select 1 from phones_to_apply() limit 1`);
    return waiting.length > 0 ? [{ key: 'waiting', data: {} }] : [];
  },
  async run() {
    await applyWaitingMessages(new Date());
    return 'done';
  },
};
