import 'server-only';
import { and, eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { reviews } from '@/db/schema';
import type { E164, MessageId, ReviewId } from '@/db/vocabulary';
import { releaseHeld } from '@/lib/broadcasts/release-held';
import type { Context } from '@/lib/context';
import { correct } from '@/lib/opt-outs/correct';
import { isPhoneOf } from '@/lib/opt-outs/is-phone-of';
import { optOut } from '@/lib/opt-outs/opt-out';
import { inRecipientsWords, type Channels } from '@/lib/opt-outs/policy';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import type { DecideReview, NotARequest, OptOutPerson } from './input';
import { settle } from './settle-review';

/** Whether a reply that may mean stop does. Until then nothing is sent to the phone. */
export async function decideReview(
  ctx: Context,
  { review: id, decision, phone, voice, text }: DecideReview,
): Promise<Outcome<{ message: string }>> {
  authorize(ctx, 'opt_outs.add');
  if (!isPhoneOf(ctx, phone)) return NO_PHONE;
  const settled = await transaction(ctx.account.id, async (tx) => {
    const [review] = await tx
      .select()
      .from(reviews)
      .where(
        and(eq(reviews.accountId, ctx.account.id), eq(reviews.id, id as ReviewId), eq(reviews.phone, phone)),
      );
    return review ? settle(tx, ctx, review, decision, { voice, text }) : null;
  });
  if (!settled) {
    return { ok: false, reason: 'decided', message: 'Somebody has decided this already. Reload the page.' };
  }
  await releaseHeld(ctx, phone);
  return {
    ok: true,
    message: decision === 'opt_out' ? noMore(ctx, phone, settled.asked) : goesOn(ctx, phone),
  };
}

/** A reply had been read as a request to stop, and was none: what it alone closed opens again. */
export async function correctReading(
  ctx: Context,
  { phone, message, reason }: NotARequest,
): Promise<Outcome<{ message: string }>> {
  if (!isPhoneOf(ctx, phone)) return NO_PHONE;
  const corrected = await correct(ctx, {
    phone,
    channels: { voice: true, text: true },
    reason,
    message: message as MessageId,
  });
  if (!corrected.ok) return corrected;
  const again = inRecipientsWords(corrected.reopened);
  const shown = formatPhone(phone, ctx.account.country);
  return {
    ok: true,
    message: again
      ? `${shown} may get ${again} again. The history says that it was a mistake.`
      : `The history of ${shown} says that it was a mistake. They stay opted out for another reason.`,
  };
}

/** A user opts out whom they are reading. */
export async function optOutPerson(
  ctx: Context,
  { phone, ...channels }: OptOutPerson,
): Promise<Outcome<{ message: string }>> {
  if (!isPhoneOf(ctx, phone)) return NO_PHONE;
  await optOut(ctx, { phones: [phone], channels, source: 'conversation' });
  return { ok: true, message: noMore(ctx, phone, channels) };
}

const noMore = (ctx: Context, phone: E164, channels: Channels) =>
  `${formatPhone(phone, ctx.account.country)} will get no more ${inRecipientsWords(channels).replace(' and ', ' or ')}.`;

const goesOn = (ctx: Context, phone: E164) =>
  `That was no request to stop: ${formatPhone(phone, ctx.account.country)} is messaged as before.`;

const NO_PHONE = {
  ok: false,
  reason: 'phone',
  message: 'This form names no phone number. Open the conversation again.',
} as const;
