import 'server-only';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import type { Channels } from './policy';

export type CorrectionRequest = { phone: E164; channels: Channels; reason: string; seen?: number };

/** TEMPORARY: holds the place of the verb that reopens what was closed by mistake; corrects nothing. */
export async function correct(
  ctx: Context,
  _request: CorrectionRequest,
): Promise<Outcome<{ reopened: Channels }>> {
  authorize(ctx, 'opt_outs.add');
  return { ok: false, reason: 'not_opted_out', message: 'This number is not opted out of that.' };
}
