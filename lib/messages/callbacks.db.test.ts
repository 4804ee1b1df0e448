import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { broadcastRecipients, consentEvents } from '@/db/schema';
import type { Context } from '@/lib/context';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { verify } from '@/lib/opt-outs/verify';
import { phoneOf } from '@/lib/testing/account';
import { newTextedAccount } from '@/lib/testing/texted';
import { findCallScript } from './call-script';
import { receiveKeypress } from './receive-keypress';
import { receiveStatus } from './receive-status';

const phone = phoneOf(42);
let calls = 0;
const newId = (kind: 'SM' | 'CA') => `${kind}${process.pid}x${calls++}`;

const recipientOf = async (ctx: Context, carrierId: string) => {
  const [found] = await transaction(ctx.account.id, (tx) =>
    tx.select().from(broadcastRecipients).where(eq(broadcastRecipients.carrierId, carrierId)),
  );
  return found;
};
const eventsOf = (ctx: Context) =>
  transaction(ctx.account.id, (tx) =>
    tx
      .select()
      .from(consentEvents)
      .where(and(eq(consentEvents.accountId, ctx.account.id), eq(consentEvents.phone, phone))),
  );

describe('a key pressed in a call', () => {
  test('3 closes calls, on the evidence of the call and the digit, once for each call', async () => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const call = newId('CA');
    const broadcastId = await handOff(phone, call, 'voice');
    for (let n = 0; n < 3; n++)
      expect(await receiveKeypress(call, '3', clock.now())).toEqual({
        ok: true,
        stopped: { voice: true, text: false },
      });
    expect(await eventsOf(ctx)).toMatchObject([
      {
        source: 'keypress',
        voice: true,
        text: false,
        broadcastId,
        evidence: { digit: '3', call },
        actorKind: 'recipient',
      },
    ]);
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice' });
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('3 closes calls and texts where the account’s rule says so, and the script says it', async () => {
    const { ctx, clock, handOff, set } = await newTextedAccount();
    await set({ keypressRule: 'both' });
    const call = newId('CA');
    await handOff(phone, call, 'voice');
    expect(await findCallScript(call, clock.now())).toEqual({
      message: 'Practice is at 5.',
      howToStop: 'press 3 to stop calls and texts from Riverside School',
    });
    await receiveKeypress(call, '3', clock.now());
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both', text: { lock: null } });
  });

  test('until the FCC’s rule comes the script speaks of calls alone', async () => {
    const { clock, handOff } = await newTextedAccount();
    const call = newId('CA');
    await handOff(phone, call, 'voice');
    expect((await findCallScript(call, clock.now()))?.howToStop).toBe(
      'press 3 to stop calls from Riverside School',
    );
    expect((await findCallScript(call, new Date('2027-01-31T18:00:00Z')))?.howToStop).toBe(
      'press 3 to stop calls and texts from Riverside School',
    );
  });

  test.each(['1', '33', '', '#', '*'])('%j closes nothing', async (digit) => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const call = newId('CA');
    await handOff(phone, call, 'voice');
    expect(await receiveKeypress(call, digit, clock.now())).toEqual({ ok: true, stopped: null });
    expect(await eventsOf(ctx)).toEqual([]);
  });

  test('in a call of nobody’s, or during a text, closes nothing', async () => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const message = newId('SM');
    await handOff(phone, message);
    expect(await receiveKeypress('CAnobody', '3', clock.now())).toMatchObject({
      ok: false,
      reason: 'unknown_call',
    });
    expect(await receiveKeypress(message, '3', clock.now())).toMatchObject({ ok: false });
    expect(await eventsOf(ctx)).toEqual([]);
  });
});

describe('what the carrier says of a delivery', () => {
  test('nothing arrives before it was handed over, though the carrier may name the minute only', async () => {
    const { ctx, clock, handOff } = await newTextedAccount({ at: '2026-11-23T15:00:40Z' });
    const id = newId('SM');
    await handOff(phone, id);
    clock.pass(5_000);
    const told = { carrierId: id, status: 'delivered', at: new Date('2026-11-23T15:00:00Z') };
    await receiveStatus(told, clock.now());
    const sent = await recipientOf(ctx, id);
    expect(sent).toMatchObject({ status: 'delivered', deliveredAt: new Date('2026-11-23T15:00:40Z') });
  });

  test('is filed, and never goes backwards', async () => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const id = newId('SM');
    await handOff(phone, id);
    const tell = (status: string, errorCode?: string) =>
      receiveStatus({ carrierId: id, status, errorCode }, clock.now());
    await tell('sent');
    expect(await recipientOf(ctx, id)).toMatchObject({ status: 'sent' });
    await tell('undelivered', '30003');
    expect(await recipientOf(ctx, id)).toMatchObject({
      status: 'failed',
      errorCode: '30003',
      problem: 'The handset could not be reached.',
    });
    await tell('delivered');
    await tell('failed', '30008');
    await tell('sent');
    expect(await recipientOf(ctx, id)).toMatchObject({
      status: 'delivered',
      deliveredAt: clock.now(),
      errorCode: null,
    });
    expect(await eventsOf(ctx)).toEqual([]);
  });

  test.each(['30003', '30005', '30006', '30007'])('%s is a failure and no opt-out', async (errorCode) => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const id = newId('SM');
    await handOff(phone, id);
    await receiveStatus({ carrierId: id, status: 'undelivered', errorCode }, clock.now());
    expect(await recipientOf(ctx, id)).toMatchObject({ status: 'failed' });
    expect(await eventsOf(ctx)).toEqual([]);
  });

  test('21610 closes and locks, once, by the carrier', async () => {
    const { ctx, clock, handOff } = await newTextedAccount();
    const id = newId('SM');
    const broadcastId = await handOff(phone, id);
    const told = { carrierId: id, status: 'failed', errorCode: '21610' };
    await Promise.all([1, 2, 3].map(() => receiveStatus(told, clock.now())));
    expect(await findPhone(ctx, phone)).toMatchObject({
      type: 'both',
      text: { source: 'carrier', lock: 'carrier' },
    });
    expect(await eventsOf(ctx)).toMatchObject([
      { actorKind: 'carrier', broadcastId, evidence: { error_code: '21610' } },
    ]);
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('21610 of a message that was handed over before an UNSTOP changes nothing', async () => {
    const { ctx, clock, handOff, text } = await newTextedAccount();
    const other = phoneOf(43);
    const [late, id] = [newId('SM'), newId('SM')];
    await handOff(other, late);
    clock.pass(60_000);
    await text('STOP', { from: other });
    await text('UNSTOP', { from: other });
    await receiveStatus({ carrierId: late, status: 'failed', errorCode: '21610' }, clock.now());
    expect(await findPhone(ctx, other)).toMatchObject({ type: 'voice', text: null });
    clock.pass(60_000);
    await handOff(other, id);
    clock.pass(1_000);
    await receiveStatus({ carrierId: id, status: 'failed', errorCode: '21610' }, clock.now());
    expect(await findPhone(ctx, other)).toMatchObject({ type: 'both', text: { lock: 'carrier' } });
  });

  test('of an id that nobody knows is an opt-out for nobody', async () => {
    const { clock } = await newTextedAccount();
    const told = { carrierId: 'SMnobody', status: 'failed', errorCode: '21610' };
    expect(await receiveStatus(told, clock.now())).toMatchObject({ ok: false, reason: 'unknown_delivery' });
  });
});
