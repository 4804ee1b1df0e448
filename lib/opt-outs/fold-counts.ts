import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';

/** Folds the deltas that opt-outs leave in the counters, of every account, so that reading them stays quick. */
export async function foldCounts(): Promise<void> {
  await database().execute(sql`select fold_opt_out_counts()`);
}
