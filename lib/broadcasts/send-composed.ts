import 'server-only';
import type { BroadcastId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { localMoment } from '@/lib/format';
import type { Outcome } from '@/lib/outcome';
import { findRequested } from './find-requested';
import { tooLong, type Composed } from './input';
import { sendBroadcast } from './send-broadcast';

/** The composer's Send: reads the day and the time by the account's clock. A time that has passed is refused. */
export async function sendComposed(
  ctx: Context,
  { channel, message, later, audience }: Composed,
): Promise<Outcome<{ id: BroadcastId }>> {
  const requested = await findRequested(ctx);
  if (requested) return { ok: true, id: requested.id };
  const long = tooLong(channel, message);
  if (long) return wrong('message', long);
  const scheduledAt = later ? localMoment(later.day, later.time, ctx.account.timeZone) : null;
  if (later && !scheduledAt) return wrong('later', 'No clock shows that time on that day. Choose another.');
  if (scheduledAt && scheduledAt <= ctx.now())
    return wrong('later', 'That time has passed. Choose a later one, or send now.');
  return sendBroadcast(ctx, { channel, message, scheduledAt, audience });
}

const wrong = (field: string, message: string) => ({
  ok: false as const,
  reason: 'fields',
  message,
  fields: [{ field, message }],
});
