import 'server-only';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { formatPhone } from '@/lib/phone';
import { correct } from './correct';
import type { CorrectOptOut } from './input';
import { isPhoneOf } from './is-phone-of';
import { inRecipientsWords } from './policy';

/** "Added by mistake" of the edit dialog, answered in words. */
export async function saveCorrection(
  ctx: Context,
  { phone, voice, text, reason, seen }: CorrectOptOut,
): Promise<Outcome<{ message: string }>> {
  if (!isPhoneOf(ctx, phone))
    return { ok: false, reason: 'phone', message: 'This form names no phone number. Open the phone again.' };
  const corrected = await correct(ctx, { phone, channels: { voice, text }, reason, seen });
  if (!corrected.ok) return corrected;
  const again = inRecipientsWords(corrected.reopened);
  return {
    ok: true,
    message: `${formatPhone(phone, ctx.account.country)} may get ${again} again. The history says that it was a mistake.`,
  };
}
