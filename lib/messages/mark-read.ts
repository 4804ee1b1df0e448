import 'server-only';
import { and, eq, gt } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { conversations } from '@/db/schema';
import type { Context } from '@/lib/context';
import { isPhoneOf } from '@/lib/opt-outs/is-phone-of';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import type { MarkRead } from './input';

/** Somebody of the account has seen what came in. */
export async function markRead(ctx: Context, { phone }: MarkRead): Promise<Outcome<{ message: string }>> {
  authorize(ctx, 'messages.read');
  if (!isPhoneOf(ctx, phone)) return { ok: false, reason: 'phone', message: 'No such conversation.' };
  await transaction(ctx.account.id, (tx) =>
    tx
      .update(conversations)
      .set({ unread: 0 })
      .where(
        and(
          eq(conversations.accountId, ctx.account.id),
          eq(conversations.phone, phone),
          gt(conversations.unread, 0),
        ),
      ),
  );
  return { ok: true, message: 'Read.' };
}
