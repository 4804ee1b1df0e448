import 'server-only';
import { findCarrier } from '@/lib/carriers/find-carrier';
import type { Context } from '@/lib/context';
import { log } from '@/lib/log';
import type { Answer } from './apply-messages';

const CARRIER_MS = 3_000;

/** Sends answers that no request could carry back. They were claimed before: what fails here is not sent again. */
export async function sendAnswers(ctx: Context, answers: readonly Answer[]): Promise<void> {
  for (const { id, phone, sentTo, text } of answers) {
    const delivery = {
      account: ctx.account.id,
      phone,
      channel: 'text' as const,
      from: sentTo,
      message: text,
      broadcastId: null,
    };
    try {
      const answered = await findCarrier().handOff(delivery, AbortSignal.timeout(CARRIER_MS));
      if (!answered.ok)
        log.warn({ message: id, code: answered.code }, 'an answer was not taken by the carrier');
    } catch (error) {
      log.warn({ err: error, message: id }, 'an answer may not have been sent');
    }
  }
}
