import 'server-only';
import { randomBytes } from 'node:crypto';
import { findCarrier } from '@/lib/carriers/find-carrier';
import type { Context } from '@/lib/context';
import { receiveMessage } from '@/lib/messages/receive-message';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import type { HandsetReply } from './input';

const CARRIER_MS = 3_000;

/** Texts the account from a simulated handset, and brings it the answer, as a carrier does. */
export async function replyFromHandset(
  ctx: Context,
  { phone, body }: HandsetReply,
): Promise<Outcome<{ message: string }>> {
  authorize(ctx, 'messages.read');
  const { id: account, textNumber } = ctx.account;
  const carrier = findCarrier();
  if (carrier.name !== 'simulator') return refused('not_simulated', 'Real phones are used here.');
  if (!textNumber) return refused('no_text_number', 'The account has no number that could be texted.');
  const now = ctx.now();
  const providerId = `SM${randomBytes(16).toString('hex')}`;
  const received = await receiveMessage({ providerId, from: phone, to: textNumber, body, sentAt: now }, now);
  if (!received.ok) return received;
  if (received.answer) {
    const delivery = { account, phone, channel: 'text', from: textNumber, message: received.answer } as const;
    await carrier.handOff({ ...delivery, broadcastId: null }, AbortSignal.timeout(CARRIER_MS));
  }
  return { ok: true, message: 'Sent.' };
}

const refused = (reason: string, message: string) => ({ ok: false, reason, message }) as const;
