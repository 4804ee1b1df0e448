import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { messages, reviews, type Review } from '@/db/schema';
import type { ReviewDecision } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { lockPhone } from '@/lib/opt-outs/opt-in';
import { optOutWithin } from '@/lib/opt-outs/opt-out';
import type { Channels } from '@/lib/opt-outs/policy';
import { holdPhone } from './apply-messages';

/**
 * Ends a review, and opts the person out unless it was for nothing; once: null when somebody else ended it.
 * What they said closes both channels; where a user understands that they meant one, it is the user's doing.
 * A channel that is closed already has no switch, so nobody can have understood that it was not meant: it
 * counts as asked, and their words keep it closed whatever becomes of the other closing.
 */
export async function settle(
  tx: Transaction,
  ctx: Context,
  { id, phone, messageId }: Review,
  decision: ReviewDecision,
  chosen: Channels = { voice: true, text: true },
): Promise<{ asked: Channels } | null> {
  await holdPhone(tx, ctx, phone);
  const [settled] = await tx
    .update(reviews)
    .set({ decidedAt: ctx.now(), decision, decidedBy: { actor: ctx.actor, from: ctx.from ?? null } })
    .where(and(eq(reviews.accountId, ctx.account.id), eq(reviews.id, id), isNull(reviews.decidedAt)))
    .returning({ id: reviews.id });
  if (!settled) return null;
  if (decision === 'nothing') return { asked: { voice: false, text: false } };
  const state = await lockPhone(tx, ctx, phone);
  const channels = {
    voice: chosen.voice || Boolean(state?.voiceClosedAt),
    text: chosen.text || Boolean(state?.textClosedAt),
  };
  const [message] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.accountId, ctx.account.id), eq(messages.id, messageId)));
  await optOutWithin(tx, ctx, {
    phones: [phone],
    channels,
    source: channels.voice && channels.text ? 'reply_detected' : 'conversation',
    broadcastId: message?.broadcastId ?? null,
    evidence: { words: message?.body, to: message?.sentTo, matched: message?.matched, review: id, decision },
  });
  return { asked: channels };
}
