import { expect, test } from 'vitest';
import type { GroupId } from '@/db/vocabulary';
import { findContact } from '@/lib/contacts/find-contact';
import { aContact, messengerOf } from '@/lib/contacts/test-contacts';
import type { Context } from '@/lib/context';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { listRecipients } from './list-recipients';
import { screenAudience } from './screen-audience';
import { sendBroadcast } from './send-broadcast';

const NONE = { phones: [], contacts: [], groups: [], lists: [] };

/** A key of the same number as a user: both are counted from 1, so that happens. */
const keyNumbered = (ctx: Context): Context => ({
  ...ctx,
  actor: { ...ctx.actor, kind: 'api_key', name: 'Dialer' },
});

async function groupOf(ctx: Context, name: string, phone: string, group: string) {
  const contact = await aContact(ctx, { name, phone_1: phone, new_groups: [group] });
  const [made] = (await findContact(ctx, contact))?.groups ?? [];
  return { contact, group: made?.id as GroupId };
}

test('a messenger’s key neither screens nor messages the contacts of the user whose number it shares', async () => {
  const { ctx } = await newAccount();
  const sam = await messengerOf(ctx);
  const { contact, group } = await groupOf(sam, 'Ana', phoneOf(1), 'Choir');
  const key = keyNumbered(sam);
  for (const audience of [
    { ...NONE, contacts: [contact] },
    { ...NONE, groups: [group] },
  ]) {
    expect(await screenAudience(sam, 'text', audience)).toMatchObject({ screening: { recipients: 1 } });
    expect(await screenAudience(key, 'text', audience)).not.toMatchObject({ screening: { recipients: 1 } });
    const message = { channel: 'text' as const, message: 'Hello', scheduledAt: null };
    expect(await sendBroadcast(key, { ...message, audience })).toMatchObject({ ok: false });
  }
});

test('the recipients of a messenger’s broadcast are named by their own contacts, not by those of others', async () => {
  const { ctx } = await newAccount();
  const [sam, kim] = [await messengerOf(ctx), await messengerOf(ctx)];
  await aContact(kim, { name: 'Zoe of Kim’s', phone_1: phoneOf(1) });
  await aContact(sam, { name: 'Ana of Sam’s', phone_1: phoneOf(2) });
  const audience = { ...NONE, phones: [phoneOf(1), phoneOf(2)] };
  const sent = await sendBroadcast(sam, { channel: 'text', message: 'Hello', scheduledAt: null, audience });
  if (!sent.ok) throw new Error(sent.message);
  const names = async (who: Context) =>
    (await listRecipients(who, sent.id)).recipients.map(({ name }) => name);
  expect(await names(sam)).toEqual([null, 'Ana of Sam’s']);
  expect(await names(ctx)).toEqual(['Zoe of Kim’s', 'Ana of Sam’s']);
});
