import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { database, transaction } from '@/db/client';
import { findCarrier } from '@/lib/carriers/find-carrier';
import type { Carrier, Delivery } from '@/lib/carriers/carrier';
import type { Context } from '@/lib/context';
import { optOut } from '@/lib/opt-outs/opt-out';
import { verify } from '@/lib/opt-outs/verify';
import { newAccount, phoneOf } from '@/lib/testing/account';
import type { BroadcastId, Channel, E164 } from '@/db/vocabulary';
import { claimRecipients, releaseClaims } from './claim-recipients';
import { deliverBroadcast } from './deliver-broadcast';
import { handOff } from './hand-off';
import { screenAudience } from './screen-audience';
import { sendAnswer, sendBroadcast } from './send-broadcast';

const NONE = { contacts: [], groups: [], lists: [] };
const soon = () => new Date(Date.now() + 20_000);

async function send(ctx: Context, phones: (string | number)[], channel: Channel = 'text', message = 'Hello') {
  const sent = await sendBroadcast(ctx, {
    channel,
    message,
    scheduledAt: null,
    audience: { phones, ...NONE },
  });
  if (!sent.ok) throw new Error(sent.message);
  return sent;
}

const recipients = async (ctx: Context, id: BroadcastId) => {
  const rows = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ phone: string; status: string; reason: string | null; handed_off_at: string | null }>(
      sql`select phone::text, status, reason, handed_off_at::text from broadcast_recipients where broadcast_id = ${id} order by phone`,
    ),
  );
  return rows.map(({ phone, status, reason }) => ({ phone: `+${phone}`, status, reason }));
};

const journal = async (ctx: Context) => {
  const rows = await transaction(ctx.account.id, (tx) =>
    tx.execute<{ phone: string; body: string }>(
      sql`select phone::text, body from simulator_calls order by called_at`,
    ),
  );
  return rows.map(({ phone, body }) => ({ phone: `+${phone}`, body }));
};

/** What a carrier reported meanwhile. */
const setRecipients = (ctx: Context, what: string, which = 'true') =>
  transaction(ctx.account.id, (tx) =>
    tx.execute(sql.raw(`update broadcast_recipients set ${what} where ${which}`)),
  );

/** A carrier that does what a test says and answers at once. */
const carrierThat = (handing: (delivery: Delivery) => Promise<void> | void): Carrier => ({
  name: 'simulator',
  answersStop: false,
  async handOff(delivery) {
    await handing(delivery);
    return { ok: true, id: `SM${randomUUID()}` };
  },
});

const deliver = (ctx: Context, id: BroadcastId, carrier = findCarrier()) =>
  deliverBroadcast(ctx.account.id, id, { until: soon(), carrier });

describe('queueing a broadcast', () => {
  test('a phone gets one message however often and however it is written', async () => {
    const { ctx } = await newAccount();
    const sent = await send(ctx, ['(512) 555-0101', '+15125550101', 5125550101, '512.555.0102', 'no phone']);
    expect(sent.counts).toEqual({ recipients: 2, queued: 2, suppressed: 0, held: 0, invalid: 1 });
    expect(await deliver(ctx, sent.id)).toBe('done');
    expect((await journal(ctx)).map(({ phone }) => phone).sort()).toEqual([phoneOf(1), phoneOf(2)]);
  });

  test('a phone that is opted out of the channel is suppressed, saying since when; of the other it is not', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [phoneOf(1)], channels: { voice: true, text: false }, source: 'manual' });
    const text = await send(ctx, [phoneOf(1)], 'text');
    const voice = await send(ctx, [phoneOf(1)], 'voice');
    expect([text.counts.queued, voice.counts.suppressed]).toEqual([1, 1]);
    expect(await recipients(ctx, voice.id)).toEqual([
      { phone: phoneOf(1), status: 'suppressed', reason: 'opted_out' },
    ]);
  });

  test('a request that is repeated after its answer was lost finds its broadcast, and sends nothing again', async () => {
    const { ctx } = await newAccount();
    const keyed = { ...ctx, requestKey: 'key 1' };
    const first = await send(keyed, [phoneOf(1), phoneOf(2)]);
    const again = await send(keyed, [phoneOf(1), phoneOf(2)]);
    expect(again).toEqual(first);
    await deliver(ctx, first.id);
    expect(await journal(ctx)).toHaveLength(2);
    expect((await send({ ...ctx, requestKey: 'key 2' }, [phoneOf(1)])).id).not.toBe(first.id);
  });

  test('nobody to send to is refused, and nothing of it stays', async () => {
    const { ctx } = await newAccount();
    const sent = await sendBroadcast(ctx, {
      channel: 'text',
      message: 'Hello',
      scheduledAt: null,
      audience: { phones: ['12'], ...NONE },
    });
    expect(sent).toMatchObject({ ok: false, reason: 'no_recipients' });
    const [row] = await transaction(ctx.account.id, (tx) =>
      tx.execute<{ n: number }>(sql`select count(*)::int as n from broadcasts`),
    );
    expect(row?.n).toBe(0);
  });

  test('queueing leaves state and ledger in agreement: a phone that is only queued was never spoken of', async () => {
    const { ctx } = await newAccount();
    await send(ctx, [phoneOf(1), phoneOf(2)]);
    expect(await verify(ctx.account.id)).toMatchObject({ phones: 0, events: 0, differences: [] });
    await optOut(ctx, { phones: [phoneOf(1)], channels: { voice: true, text: true }, source: 'manual' });
    expect(await verify(ctx.account.id)).toMatchObject({ phones: 1, events: 1, differences: [] });
  });

  test('a text says how to stop until one that said it has arrived', async () => {
    const { ctx } = await newAccount();
    const bodyAfter = async (what: string) => {
      await setRecipients(ctx, what);
      await deliver(ctx, (await send(ctx, [phoneOf(1)])).id);
      return (await journal(ctx)).at(-1)?.body;
    };
    const [first, later] = ['Hello\nReply STOP to opt out', 'Hello'];
    expect(await bodyAfter('status = status')).toBe(first);
    expect(await bodyAfter(`status = 'failed'`)).toBe(first);
    expect(await bodyAfter(`status = 'unknown'`)).toBe(first);
    expect(await bodyAfter(`status = 'sent'`)).toBe(first);
    // What does not arrive is reported within the day.
    expect(await bodyAfter(`handed_off_at = handed_off_at - interval '25 hours'`)).toBe(later);
    expect(await bodyAfter(`status = 'failed'`)).toBe(first);
    expect(await bodyAfter(`status = 'delivered'`)).toBe(later);
    // Arrived, but without the words.
    expect(await bodyAfter(`with_notice = false`)).toBe(first);
  });

  test('of two broadcasts that are queued together the second says how to stop only if the first did not arrive', async () => {
    const { ctx } = await newAccount();
    const both = [await send(ctx, [phoneOf(1)]), await send(ctx, [phoneOf(1)], 'text', 'Again')];
    await deliver(ctx, both[0]!.id);
    await setRecipients(ctx, `status = 'delivered'`, `status = 'sent'`);
    await deliver(ctx, both[1]!.id);
    expect((await journal(ctx)).map(({ body }) => body)).toEqual(['Hello\nReply STOP to opt out', 'Again']);
  });

  test('a call is no first text', async () => {
    const { ctx } = await newAccount();
    await deliver(ctx, (await send(ctx, [phoneOf(1)], 'voice')).id);
    await setRecipients(ctx, `status = 'delivered'`);
    await deliver(ctx, (await send(ctx, [phoneOf(1)])).id);
    expect((await journal(ctx)).at(-1)?.body).toBe('Hello\nReply STOP to opt out');
  });
});

describe('the gate', () => {
  test('a phone that opts out after queueing is not messaged', async () => {
    const { ctx, recipient } = await newAccount();
    const sent = await send(ctx, [phoneOf(1), phoneOf(2)]);
    await optOut(recipient, {
      phones: [phoneOf(1)],
      channels: { voice: true, text: true },
      source: 'text_reply',
    });
    await deliver(ctx, sent.id);
    expect(await recipients(ctx, sent.id)).toEqual([
      { phone: phoneOf(1), status: 'suppressed', reason: 'opted_out' },
      { phone: phoneOf(2), status: 'sent', reason: null },
    ]);
    expect((await journal(ctx)).map(({ phone }) => phone)).toEqual([phoneOf(2)]);
  });

  test('an opt-out that comes while its phone is being handed over waits until the carrier has answered', async () => {
    const { ctx } = await newAccount();
    const sent = await send(ctx, [phoneOf(1)]);
    const order: string[] = [];
    let closing: Promise<unknown> = Promise.resolve();
    const carrier = carrierThat(async () => {
      closing = optOut(ctx, {
        phones: [phoneOf(1)],
        channels: { voice: true, text: true },
        source: 'manual',
      }).then(() => order.push('closed'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      order.push('answered');
    });
    await deliver(ctx, sent.id, carrier);
    await closing;
    expect(order).toEqual(['answered', 'closed']);
  });

  test('a phone that is being closed this moment goes back to the queue, and is suppressed once it is closed', async () => {
    const { ctx } = await newAccount();
    const sent = await send(ctx, [phoneOf(1), phoneOf(2)]);
    await transaction(ctx.account.id, async (tx) => {
      await tx.execute(sql`select 1 from phones where phone = ${phoneOf(1).slice(1)}::bigint for update`);
      const worker = randomUUID();
      const { phones } = await claimRecipients(ctx.account.id, sent.id, worker, 50);
      await handOff({
        account: ctx.account.id,
        broadcast: sent.id,
        worker,
        phones,
        carrier: findCarrier(),
        now: ctx.now,
      });
    });
    expect((await recipients(ctx, sent.id)).map(({ status }) => status)).toEqual(['queued', 'sent']);
    await optOut(ctx, { phones: [phoneOf(1)], channels: { voice: true, text: true }, source: 'manual' });
    expect(await deliver(ctx, sent.id)).toBe('done');
    expect((await recipients(ctx, sent.id)).map(({ status }) => status)).toEqual(['suppressed', 'sent']);
  });

  test('a phone under review is held, and one with a reply that waits is suppressed', async () => {
    const { ctx } = await newAccount();
    const sent = await send(ctx, [phoneOf(1), phoneOf(2), phoneOf(3)]);
    await transaction(ctx.account.id, async (tx) => {
      await tx.execute(
        sql`insert into reviews (account_id, phone, message_id, opened_at, due_on) values (${ctx.account.id}, ${phoneOf(1).slice(1)}::bigint, 1, now(), '2026-12-10')`,
      );
      await tx.execute(
        sql`insert into messages (account_id, provider_id, phone, sent_to, body, received_at, reading) values (${ctx.account.id}, 'SM1', ${phoneOf(2).slice(1)}::bigint, 15125550100, 'Stop', now(), 'stop')`,
      );
    });
    await deliver(ctx, sent.id);
    expect(await recipients(ctx, sent.id)).toEqual([
      { phone: phoneOf(1), status: 'held', reason: 'needs_review' },
      { phone: phoneOf(2), status: 'suppressed', reason: 'unapplied_reply' },
      { phone: phoneOf(3), status: 'sent', reason: null },
    ]);
  });

  test('the database refuses a sent row for a closed channel, whatever the code above believes', async () => {
    const { ctx } = await newAccount();
    const sent = await send(ctx, [phoneOf(1)], 'voice');
    await optOut(ctx, { phones: [phoneOf(1)], channels: { voice: true, text: false }, source: 'manual' });
    const mark = (status: string) =>
      transaction(ctx.account.id, (tx) =>
        tx.execute(sql`update broadcast_recipients set status = ${status} where broadcast_id = ${sent.id}`),
      );
    await expect(mark('sent')).rejects.toMatchObject({ cause: { code: 'OOR03' } });
    const other = await send(ctx, [phoneOf(2)], 'voice');
    await transaction(ctx.account.id, (tx) =>
      tx.execute(sql`update broadcast_recipients set status = 'unknown' where broadcast_id = ${other.id}`),
    );
    await expect(
      transaction(ctx.account.id, (tx) =>
        tx.execute(sql`update broadcast_recipients set status = 'queued' where broadcast_id = ${other.id}`),
      ),
    ).rejects.toMatchObject({ cause: { code: 'OOR04' } });
  });

  test('a carrier that says "blocked" closes and locks the phone as their own doing', async () => {
    const { ctx } = await newAccount();
    const sent = await send(ctx, [phoneOf(1)]);
    const carrier: Carrier = {
      ...findCarrier(),
      handOff: async () => ({ ok: false, code: '21610', problem: 'They replied STOP.', refuses: 'person' }),
    };
    await deliver(ctx, sent.id, carrier);
    const [row] = await transaction(ctx.account.id, (tx) =>
      tx.execute(sql`select type, text_source, text_lock from phones`),
    );
    expect(row).toMatchObject({ type: 'both', text_source: 'carrier', text_lock: 'carrier' });
    expect((await recipients(ctx, sent.id))[0]?.status).toBe('failed');
  });

  test('what the carrier never answered is unknown and never sent again; what it refused failed', async () => {
    const { ctx } = await newAccount();
    const sent = await send(ctx, [phoneOf(1), phoneOf(2)]);
    let calls = 0;
    const carrier: Carrier = {
      ...findCarrier(),
      async handOff({ phone }) {
        calls++;
        if (phone === phoneOf(1)) throw new Error('connection reset');
        return { ok: false, code: '30003', problem: 'Unreachable.', refuses: 'message' };
      },
    };
    expect(await deliver(ctx, sent.id, carrier)).toBe('done');
    expect((await recipients(ctx, sent.id)).map(({ status }) => status)).toEqual(['unknown', 'failed']);
    await deliver(ctx, sent.id, carrier);
    expect(calls).toBe(2);
  });

  test('an answer from the Inbox is refused for a phone that is opted out, and passes the same gate', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [phoneOf(1)], channels: { voice: false, text: true }, source: 'manual' });
    expect(await sendAnswer(ctx, { phone: phoneOf(1), message: 'Hi' })).toMatchObject({
      reason: 'opted_out',
    });
    const sent = await sendAnswer(ctx, { phone: phoneOf(2), message: 'Hi' });
    if (!sent.ok) throw new Error(sent.message);
    await optOut(ctx, { phones: [phoneOf(2)], channels: { voice: false, text: true }, source: 'manual' });
    await deliver(ctx, sent.id);
    expect((await recipients(ctx, sent.id))[0]?.status).toBe('suppressed');
  });
});

describe('an answer to a person who has just replied', () => {
  const reply = (ctx: Context) =>
    transaction(ctx.account.id, (tx) =>
      tx.execute(
        sql`insert into messages (account_id, provider_id, phone, sent_to, body, received_at, reading) values (${ctx.account.id}, 'SM1', ${phoneOf(1).slice(1)}::bigint, 15125550100, 'START', now(), 'start')`,
      ),
    );

  test('is refused for that, not as opted out', async () => {
    const { ctx } = await newAccount();
    await reply(ctx);
    expect(await sendAnswer(ctx, { phone: phoneOf(1), message: 'Hi' })).toMatchObject({
      ok: false,
      reason: 'unapplied_reply',
      message: 'They have just replied, and that is looked at first. Try again in a minute.',
    });
  });

  test('screening counts apart from the opted out', async () => {
    const { ctx } = await newAccount();
    await reply(ctx);
    await optOut(ctx, { phones: [phoneOf(2)], channels: { voice: true, text: true }, source: 'manual' });
    const audience = { phones: [1, 2, 3].map(phoneOf), ...NONE };
    expect(await screenAudience(ctx, 'text', audience)).toMatchObject({
      screening: { recipients: 3, allowed: 1, suppressed: 1, replied: 1, held: 0 },
    });
  });
});

describe('several workers', () => {
  test('eight at once message every phone once', async () => {
    const { ctx } = await newAccount();
    const phones = Array.from({ length: 400 }, (_, i) => phoneOf(i));
    const sent = await send(ctx, phones);
    await Promise.all(Array.from({ length: 8 }, () => deliver(ctx, sent.id)));
    expect(new Set((await journal(ctx)).map(({ phone }) => phone)).size).toBe(400);
    expect(await journal(ctx)).toHaveLength(400);
  });

  test('a dead worker’s claims become unknown after their lease, and are not sent again', async () => {
    const { ctx } = await newAccount();
    const sent = await send(ctx, [phoneOf(1), phoneOf(2), phoneOf(3)]);
    await claimRecipients(ctx.account.id, sent.id, randomUUID(), 2);
    await releaseClaims();
    expect((await recipients(ctx, sent.id)).map(({ status }) => status)).toEqual([
      'handing_off',
      'handing_off',
      'queued',
    ]);
    await transaction(ctx.account.id, (tx) =>
      tx.execute(
        sql`update broadcast_recipients set claimed_until = now() - interval '1 second' where status = 'handing_off'`,
      ),
    );
    await releaseClaims();
    expect(await deliver(ctx, sent.id)).toBe('done');
    expect((await recipients(ctx, sent.id)).map(({ status }) => status)).toEqual([
      'unknown',
      'unknown',
      'sent',
    ]);
  });

  test('who is slow and whose claims were given up does not hand them over', async () => {
    const { ctx } = await newAccount();
    const sent = await send(ctx, [phoneOf(1)]);
    const worker = randomUUID();
    const { phones } = await claimRecipients(ctx.account.id, sent.id, worker, 2);
    await transaction(ctx.account.id, (tx) =>
      tx.execute(sql`update broadcast_recipients set claimed_until = now() - interval '1 second'`),
    );
    await releaseClaims();
    const called: E164[] = [];
    const carrier = carrierThat(({ phone }) => void called.push(phone));
    await handOff({ account: ctx.account.id, broadcast: sent.id, worker, phones, carrier, now: ctx.now });
    expect(called).toEqual([]);
  });

  test('another account sees nothing of a broadcast', async () => {
    const { ctx } = await newAccount();
    const other = await newAccount();
    const sent = await send(ctx, [phoneOf(1)]);
    expect(await recipients(other.ctx, sent.id)).toEqual([]);
    expect(await claimRecipients(other.ctx.account.id, sent.id, randomUUID(), 5)).toEqual({ phones: [] });
    expect(database()).toBeDefined();
  });
});
