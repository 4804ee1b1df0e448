import 'server-only';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { BroadcastId, E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { isPhoneOf } from '@/lib/opt-outs/is-phone-of';
import { changed, optOut } from '@/lib/opt-outs/opt-out';
import { inRecipientsWords } from '@/lib/opt-outs/policy';
import { NotFound, type Outcome } from '@/lib/outcome';
import { formatPhone } from '@/lib/phone';
import { requireBroadcast } from './find-broadcast';
import type { OptOutRecipient } from './input';

/** Opts a recipient of a broadcast out, because of it; what of it still waits for the phone is not sent. */
export async function optOutRecipient(
  ctx: Context,
  { id, phone, voice, text }: OptOutRecipient,
): Promise<Outcome<{ message: string }>> {
  await requireBroadcast(ctx, id);
  if (!isPhoneOf(ctx, phone) || !(await isRecipient(ctx, id, phone))) throw new NotFound('recipient', phone);
  const channels = { voice, text };
  const [closing] = await optOut(ctx, { phones: [phone], channels, source: 'broadcast', broadcastId: id });
  const shown = formatPhone(phone, ctx.account.country);
  const words = inRecipientsWords(channels);
  const message =
    closing && changed(closing)
      ? `${shown} will get no more ${words.replace(' and ', ' or ')}.`
      : `${shown} had opted out of ${words} already. We noted that they asked again.`;
  return { ok: true, message };
}

async function isRecipient(ctx: Context, id: BroadcastId, phone: E164): Promise<boolean> {
  const rows = await transaction(ctx.account.id, (tx) =>
    tx.execute(sql`
      select 1 from broadcast_recipients where account_id = ${ctx.account.id}::bigint
        and broadcast_id = ${id}::bigint and phone = ${phone.slice(1)}::bigint`),
  );
  return rows.length > 0;
}
