import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import type { JobKind } from '@/lib/jobs/kind';
import { applyWaitingMessages } from './apply-messages';

/** Applies replies that came in while a bulk apply held their phone. */
export const applying: JobKind = {
  queue: 'apply-messages',
  lanes: 1,
  async look() {
    const waiting = await database().execute(sql`select 1 from messages_to_apply() limit 1`);
    return waiting.length > 0 ? [{ key: 'waiting', data: {} }] : [];
  },
  async run() {
    await applyWaitingMessages(new Date());
    return 'done';
  },
};
