import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { sendAnswer, sendBroadcast } from '@/lib/broadcasts/send-broadcast';
import { aContact, messengerOf } from '@/lib/contacts/test-contacts';
import type { Context } from '@/lib/context';
import { phoneOf } from '@/lib/testing/account';
import { newTextedAccount } from '@/lib/testing/texted';
import { findConversation } from './find-conversation';
import { listConversations } from './list-conversations';

const phone = phoneOf(42);

test('a messenger reads in a conversation what they broadcast and what anybody answered, not others’ broadcasts', async () => {
  const { ctx, text } = await newTextedAccount();
  const [sam, kim] = [await messengerOf(ctx), await messengerOf(ctx)];
  await text('Is practice on today?', { from: phone });
  const audience = { phones: [phone], contacts: [], groups: [], lists: [] };
  for (const [who, message] of [
    [sam, 'Of Sam’s'],
    [kim, 'Of Kim’s'],
  ] as const) {
    await sendBroadcast(who, { channel: 'text', message, scheduledAt: null, audience });
  }
  await sendAnswer(kim, { phone, message: 'Yes, at five.' });
  await transaction(ctx.account.id, (tx) =>
    tx.execute(sql`update broadcast_recipients set status = 'unknown', handed_off_at = clock_timestamp()`),
  );
  const bodies = async (who: Context) =>
    (await findConversation(who, phone))?.items
      .flatMap((item) => (item.kind === 'sent' ? item.body : []))
      .sort();
  expect(await bodies(sam)).toEqual(['Of Sam’s', 'Yes, at five.']);
  expect(await bodies(ctx)).toEqual(['Of Kim’s', 'Of Sam’s', 'Yes, at five.']);
});

test('a messenger’s key is not told the names of the contacts of the user whose number it shares', async () => {
  const { ctx, text } = await newTextedAccount();
  const sam = await messengerOf(ctx);
  await aContact(sam, { name: 'Ana', phone_1: phone });
  await text('Is practice on today?', { from: phone });
  const nameFor = async (who: Context) => (await listConversations(who)).lines[0]?.name;
  expect(await nameFor(sam)).toBe('Ana');
  expect(await nameFor({ ...sam, actor: { ...sam.actor, kind: 'api_key' } })).toBeNull();
});
