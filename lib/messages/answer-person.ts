import 'server-only';
import { sendAnswer } from '@/lib/broadcasts/send-broadcast';
import type { Context } from '@/lib/context';
import { isPhoneOf } from '@/lib/opt-outs/is-phone-of';
import type { Outcome } from '@/lib/outcome';
import { formatPhone } from '@/lib/phone';
import type { AnswerPerson } from './input';

/** "Reply": texts back whom a user is reading, through the gate that every message passes. */
export async function answerPerson(
  ctx: Context,
  { phone, message }: AnswerPerson,
): Promise<Outcome<{ message: string }>> {
  if (!isPhoneOf(ctx, phone)) {
    return {
      ok: false,
      reason: 'phone',
      message: 'This form names no phone number. Open the conversation again.',
    };
  }
  const sent = await sendAnswer(ctx, { phone, message });
  if (!sent.ok) return sent;
  return { ok: true, message: `On its way to ${formatPhone(phone, ctx.account.country)}.` };
}
