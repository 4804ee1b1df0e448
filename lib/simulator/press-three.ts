import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { simulatorCalls } from '@/db/schema';
import { findCarrier } from '@/lib/carriers/find-carrier';
import type { Context } from '@/lib/context';
import { goodbye } from '@/lib/messages/call-script';
import { receiveKeypress } from '@/lib/messages/receive-keypress';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import type { HandsetKey } from './input';

/** Presses 3 during the latest call that a simulated handset got. Answers with what the caller says then. */
export async function pressThree(ctx: Context, { phone }: HandsetKey): Promise<Outcome<{ message: string }>> {
  authorize(ctx, 'messages.read');
  if (findCarrier().name !== 'simulator')
    return { ok: false, reason: 'not_simulated', message: 'Real phones are used here.' };
  const call = await findLatestCall(ctx, phone);
  if (!call) return { ok: false, reason: 'no_call', message: 'This phone has not been called yet.' };
  const now = ctx.now();
  const pressed = await receiveKeypress(call.id, '3', now);
  if (!pressed.ok) return pressed;
  await transaction(ctx.account.id, (tx) =>
    tx.update(simulatorCalls).set({ pressedAt: now }).where(isCall(ctx, call.id)),
  );
  return { ok: true, message: pressed.stopped ? goodbye(pressed.stopped) : 'Pressed.' };
}

async function findLatestCall(ctx: Context, phone: HandsetKey['phone']) {
  return transaction(ctx.account.id, async (tx) => {
    const [call] = await tx
      .select({ id: simulatorCalls.id })
      .from(simulatorCalls)
      .where(
        and(
          eq(simulatorCalls.accountId, ctx.account.id),
          eq(simulatorCalls.phone, phone),
          eq(simulatorCalls.channel, 'voice'),
          eq(simulatorCalls.answer, 'accepted'),
        ),
      )
      .orderBy(desc(simulatorCalls.calledAt))
      .limit(1);
    return call ?? null;
  });
}

const isCall = (ctx: Context, id: string) =>
  and(eq(simulatorCalls.accountId, ctx.account.id), eq(simulatorCalls.id, id));
