import 'server-only';
import type { Message } from '@/db/schema';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { log } from '@/lib/log';
import { applyMessagesOf } from './apply-messages';
import { sendAnswers } from './send-answers';

/**
 * Applies whatever waits of a phone while the carrier waits for our answer. The confirmation of the message that
 * the request brought goes back with it; that of another is sent. What cannot be applied now is kept, and the
 * job comes by.
 */
export async function applyNow(
  ctx: Context,
  phone: E164,
  brought?: Pick<Message, 'id' | 'reading'>,
): Promise<string | null> {
  try {
    const { answer } = await applyMessagesOf(ctx, phone, { as: 'request', reading: brought?.reading });
    if (answer && answer.id === brought?.id) return answer.text;
    if (answer) await sendAnswers(ctx, [answer]);
  } catch (error) {
    log.error({ err: error }, 'what a phone said could not be applied; it is tried again');
  }
  return null;
}
