import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { broadcastRecipients, consentEvents } from '@/db/schema';
import { claimRecipients } from '@/lib/broadcasts/claim-recipients';
import { deliverBroadcast } from '@/lib/broadcasts/deliver-broadcast';
import { handOff } from '@/lib/broadcasts/hand-off';
import { sendBroadcast } from '@/lib/broadcasts/send-broadcast';
import type { Carrier } from '@/lib/carriers/carrier';
import type { Context } from '@/lib/context';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { screen } from '@/lib/opt-outs/screen';
import { verify } from '@/lib/opt-outs/verify';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { newTextedAccount } from '@/lib/testing/texted';
import { applyWaitingMessages, holdPhone } from './apply-messages';
import { applying } from './applying';
import { receiveKeypress } from './receive-keypress';
import { receiveStatus } from './receive-status';

const phone = phoneOf(42);
let calls = 0;
const newId = (kind: 'SM' | 'CA') => `${kind}${process.pid}w${calls++}`;

/** Holds the phone as a bulk apply does, for as long as the work takes. */
async function whileHeld(ctx: Context, work: () => Promise<void>): Promise<void> {
  await transaction(ctx.account.id, async (tx) => {
    await holdPhone(tx, ctx, phone);
    await work();
  });
}

const eventsOf = (ctx: Context) =>
  transaction(ctx.account.id, (tx) =>
    tx
      .select()
      .from(consentEvents)
      .where(and(eq(consentEvents.accountId, ctx.account.id), eq(consentEvents.phone, phone)))
      .orderBy(consentEvents.seq),
  );

describe('a key pressed while a long change holds the phone', () => {
  test('is kept and confirmed, holds all sends, and the job closes once', async () => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const call = newId('CA');
    const broadcastId = await handOff(phone, call, 'voice');
    const pressed = clock.now();
    await whileHeld(ctx, async () => {
      for (let n = 0; n < 2; n++)
        expect(await receiveKeypress(call, '3', pressed)).toEqual({
          ok: true,
          stopped: { voice: true, text: false },
        });
      await applyWaitingMessages(clock.now());
      expect(await eventsOf(ctx)).toEqual([]);
      for (const channel of ['voice', 'text'] as const)
        expect(await screen(ctx, channel, [phone, phoneOf(1)])).toMatchObject([
          { verdict: 'suppressed', reason: 'unapplied_reply', source: 'keypress', since: pressed },
          { verdict: 'allowed' },
        ]);
    });
    clock.pass(60_000);
    expect(await applying.look(clock.now())).toHaveLength(1);
    await Promise.all([applyWaitingMessages(clock.now()), applyWaitingMessages(clock.now())]);
    await receiveKeypress(call, '3', clock.now());
    expect(await eventsOf(ctx)).toMatchObject([
      {
        source: 'keypress',
        voice: true,
        text: false,
        broadcastId,
        actorKind: 'recipient',
        evidence: { digit: '3', call, pressed_at: pressed.toISOString() },
      },
    ]);
    expect(await screen(ctx, 'text', [phone])).toMatchObject([{ verdict: 'allowed' }]);
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('closes what the caller was told that it closes, also when a new rule has begun since', async () => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const call = newId('CA');
    await handOff(phone, call, 'voice');
    clock.set('2027-01-31T05:59:00Z'); // one minute before midnight in Chicago
    await whileHeld(ctx, async () => {
      expect(await receiveKeypress(call, '3', clock.now())).toMatchObject({ stopped: { text: false } });
    });
    clock.pass(120_000);
    await applyWaitingMessages(clock.now());
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice' });
  });

  test('is not messaged when the phone is free again and the job has not come by yet', async () => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const call = newId('CA');
    await handOff(phone, call, 'voice');
    const audience = { phones: [phone], contacts: [], groups: [], lists: [] };
    const sent = await sendBroadcast(ctx, { channel: 'voice', message: 'Hi', scheduledAt: null, audience });
    if (!sent.ok) throw new Error(sent.message);
    await whileHeld(ctx, async () => void (await receiveKeypress(call, '3', clock.now())));
    await deliverBroadcast(ctx.account.id, sent.id, { until: new Date(Date.now() + 20_000) });
    const [recipient] = await transaction(ctx.account.id, (tx) =>
      tx.select().from(broadcastRecipients).where(eq(broadcastRecipients.broadcastId, sent.id)),
    );
    expect(recipient).toMatchObject({ status: 'suppressed', reason: 'unapplied_reply', source: 'keypress' });
  });
});

describe('a block told while a long change holds the phone', () => {
  test('files the result at once, and the job closes and locks once, by the carrier', async () => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const id = newId('SM');
    const broadcastId = await handOff(phone, id);
    const told = { carrierId: id, status: 'failed', errorCode: '21610' };
    await whileHeld(ctx, async () => {
      expect(await receiveStatus(told, clock.now())).toEqual({ ok: true });
      expect(await receiveStatus(told, clock.now())).toEqual({ ok: true });
      expect(await screen(ctx, 'text', [phone])).toMatchObject([
        { verdict: 'suppressed', reason: 'unapplied_reply', source: 'carrier' },
      ]);
    });
    const [recipient] = await transaction(ctx.account.id, (tx) =>
      tx.select().from(broadcastRecipients).where(eq(broadcastRecipients.carrierId, id)),
    );
    expect(recipient).toMatchObject({ status: 'failed', errorCode: '21610' });
    await applyWaitingMessages(clock.now());
    await receiveStatus(told, clock.now());
    expect(await findPhone(ctx, phone)).toMatchObject({
      type: 'both',
      text: { source: 'carrier', lock: 'carrier' },
    });
    expect(await eventsOf(ctx)).toMatchObject([
      { actorKind: 'carrier', broadcastId, evidence: { error_code: '21610', message_sid: id } },
    ]);
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });
});

describe('words and a key that wait together', () => {
  test.each([
    ['a key, then UNSTOP: texts are wanted', ['key', 'UNSTOP'], 'voice'],
    ['UNSTOP, then a key: texts are not wanted', ['UNSTOP', 'key'], 'both'],
  ])('%s', async (_what, order, type) => {
    const { ctx, clock, handOff, set, text } = await newTextedAccount();
    await set({ keypressRule: 'both' });
    const call = newId('CA');
    await handOff(phone, call, 'voice');
    await whileHeld(ctx, async () => {
      for (const said of order) {
        clock.pass(5_000);
        if (said === 'key') await receiveKeypress(call, '3', clock.now());
        else await text(said);
      }
    });
    clock.pass(60_000);
    await applyWaitingMessages(clock.now());
    expect(await findPhone(ctx, phone)).toMatchObject({ type });
  });

  test('an UNSTOP that was sent after the key, and is applied after it, opens texts', async () => {
    const { ctx, clock, handOff, set, text } = await newTextedAccount();
    await set({ keypressRule: 'both' });
    const call = newId('CA');
    await handOff(phone, call, 'voice');
    await whileHeld(ctx, async () => void (await receiveKeypress(call, '3', clock.now())));
    clock.pass(30_000);
    const sentAt = clock.now();
    clock.pass(1_000);
    await text('UNSTOP', { sentAt });
    expect((await eventsOf(ctx)).map(({ source }) => source)).toEqual(['keypress', 'text_reply']);
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice' });
  });
});

test('a block met at the hand-off closes the phone though the process died before it could', async () => {
  const { ctx } = await newAccount();
  const audience = { phones: [phone], contacts: [], groups: [], lists: [] };
  const sent = await sendBroadcast(ctx, { channel: 'text', message: 'Hello', scheduledAt: null, audience });
  if (!sent.ok) throw new Error(sent.message);
  const { id: account } = ctx.account;
  const worker = randomUUID();
  const { phones } = await claimRecipients(account, sent.id, worker, 1);
  const carrier: Carrier = {
    name: 'twilio',
    answersStop: true,
    handOff: async () => ({ ok: false, code: '21610', problem: 'They replied STOP.', refuses: 'person' }),
  };
  const dies = () => {
    throw new Error('killed');
  };
  const hand = { account, broadcast: sent.id, worker, phones, carrier, now: dies };
  await expect(handOff(hand)).rejects.toThrow('killed');
  await applyWaitingMessages(new Date());
  const [state] = await transaction(account, (tx) =>
    tx.execute(sql`select type, text_source, text_lock from phones`),
  );
  expect(state).toEqual({ type: 'both', text_source: 'carrier', text_lock: 'carrier' });
});
