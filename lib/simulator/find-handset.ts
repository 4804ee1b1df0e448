import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { messages, simulatorCalls } from '@/db/schema';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { howToStop } from '@/lib/messages/call-script';
import { closedByKeypress } from '@/lib/opt-outs/policy';
import { authorize } from '@/lib/permissions';
import type { Handset, HandsetLine } from './view';

const MOST_LINES = 100;

/** The latest texts and calls of a simulated handset, and what was typed on it. */
export async function findHandset(ctx: Context, phone: E164): Promise<Handset> {
  authorize(ctx, 'messages.read');
  return transaction(
    ctx.account.id,
    async (tx) => {
      const got = await tx
        .select()
        .from(simulatorCalls)
        .where(and(ofPhone(ctx, phone), eq(simulatorCalls.answer, 'accepted')))
        .orderBy(desc(simulatorCalls.calledAt))
        .limit(MOST_LINES);
      const typed = await tx
        .select()
        .from(messages)
        .where(and(eq(messages.accountId, ctx.account.id), eq(messages.phone, phone)))
        .orderBy(desc(messages.id))
        .limit(MOST_LINES);
      const lines = [...got.map((call) => received(ctx, call)), ...typed.map(replied)];
      const inOrder = lines.sort((a, b) => a.at.getTime() - b.at.getTime() || a.id.localeCompare(b.id));
      return { phone, lines: inOrder.slice(-MOST_LINES) };
    },
    { snapshot: true },
  );
}

const ofPhone = (ctx: Context, phone: E164) =>
  and(eq(simulatorCalls.accountId, ctx.account.id), eq(simulatorCalls.phone, phone));

function received(
  { account }: Context,
  { id, channel, calledAt, body, pressedAt }: typeof simulatorCalls.$inferSelect,
): HandsetLine {
  const at = calledAt;
  if (channel === 'text') return { kind: 'text', id, at, body };
  const stops = closedByKeypress(account.keypressRule, localDay(at, account.timeZone));
  const how = howToStop(account.name, stops);
  return { kind: 'call', id, at, body, howToStop: how, pressed: pressedAt !== null };
}

const replied = ({ providerId, receivedAt, body }: typeof messages.$inferSelect): HandsetLine => ({
  kind: 'reply',
  id: providerId,
  at: receivedAt,
  body,
});
