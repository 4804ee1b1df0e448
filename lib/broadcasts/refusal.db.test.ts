import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { broadcastRecipients } from '@/db/schema';
import type { BroadcastId, E164 } from '@/db/vocabulary';
import type { Carrier, CarrierAnswer } from '@/lib/carriers/carrier';
import { twilioCarrier } from '@/lib/carriers/twilio';
import type { Context } from '@/lib/context';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { deliverBroadcast, IN_HAND } from './deliver-broadcast';
import { findBroadcast } from './find-broadcast';
import { sendAnswer, sendBroadcast } from './send-broadcast';
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from './steer-broadcast';

const REFUSED: CarrierAnswer = {
  ok: false,
  code: '20003',
  problem: 'Twilio did not accept this deployment’s credentials.',
  refuses: 'account',
};
const UNREACHABLE: CarrierAnswer = { ok: false, code: '21614', problem: 'A landline.', refuses: 'message' };
const BLOCKED: CarrierAnswer = { ok: false, code: '21610', problem: 'Replied STOP.', refuses: 'person' };
const BUSY: CarrierAnswer = { ok: false, code: '20429', problem: 'Too much.', refuses: 'moment' };
const taken = (): CarrierAnswer => ({ ok: true, id: `SM${randomUUID()}` });

/** A carrier that answers as a test says, and what it was asked. */
function carrierThat(answer: (phone: E164) => CarrierAnswer | Promise<CarrierAnswer>) {
  const asked: E164[] = [];
  const carrier: Carrier = {
    name: 'simulator',
    answersStop: false,
    async handOff({ phone }) {
      asked.push(phone);
      return answer(phone);
    },
  };
  return { carrier, asked };
}

const phones = (n: number) => Array.from({ length: n }, (_, i) => phoneOf(i));

async function send(ctx: Context, to: E164[]): Promise<BroadcastId> {
  const audience = { phones: to, contacts: [], groups: [], lists: [] };
  const sent = await sendBroadcast(ctx, { channel: 'text', message: 'Hello', scheduledAt: null, audience });
  if (!sent.ok) throw new Error(sent.message);
  return sent.id;
}

const deliver = (ctx: Context, id: BroadcastId, carrier: Carrier) =>
  deliverBroadcast(ctx.account.id, id, { until: new Date(Date.now() + 20_000), carrier });

const standing = async (ctx: Context, id: BroadcastId) => {
  const rows = await transaction(ctx.account.id, (tx) =>
    tx.select().from(broadcastRecipients).orderBy(broadcastRecipients.phone),
  );
  return rows.filter(({ broadcastId }) => broadcastId === id);
};

describe('a carrier that refuses the account', () => {
  test('pauses the broadcast and says why; whoever was in hand waits again, and nobody else is asked', async () => {
    const { ctx } = await newAccount();
    const id = await send(ctx, phones(60));
    const { carrier, asked } = carrierThat(() => REFUSED);
    await deliver(ctx, id, carrier);
    expect(asked).toHaveLength(IN_HAND);
    expect(await findBroadcast(ctx, id)).toMatchObject({
      status: 'paused',
      problem: 'Twilio did not accept this deployment’s credentials.',
      counts: { queued: 60, failed: 0, handing_off: 0 },
    });
    for (const recipient of await standing(ctx, id))
      expect(recipient).toMatchObject({
        claimedBy: null,
        handedOffAt: null,
        errorCode: null,
        problem: null,
      });
  });

  test('and accepts it again after Resume: the reason is gone, and each gets it once', async () => {
    const { ctx } = await newAccount();
    const id = await send(ctx, phones(30));
    await deliver(ctx, id, carrierThat(() => REFUSED).carrier);
    expect(await resumeBroadcast(ctx, id)).toMatchObject({ ok: true });
    expect(await findBroadcast(ctx, id)).toMatchObject({ status: 'sending', problem: null });
    const { carrier, asked } = carrierThat(taken);
    expect(await deliver(ctx, id, carrier)).toBe('done');
    expect(asked.sort()).toEqual(phones(30));
    expect(await findBroadcast(ctx, id)).toMatchObject({ status: 'done', counts: { sent: 30 } });
  });

  test('in the middle of a hand: what it took stays sent, what it refused for the phone stays failed', async () => {
    const { ctx } = await newAccount();
    const id = await send(ctx, phones(6));
    const [landline, blocked, silent] = [phoneOf(1), phoneOf(2), phoneOf(3)];
    const first = carrierThat((phone) => {
      if (phone === silent) throw new Error('connection reset');
      if (phone === landline) return UNREACHABLE;
      if (phone === blocked) return BLOCKED;
      return phone === phoneOf(0) ? taken() : REFUSED;
    });
    await deliver(ctx, id, first.carrier);
    const fates = async () => (await standing(ctx, id)).map(({ status }) => status);
    expect(await fates()).toEqual(['sent', 'failed', 'failed', 'unknown', 'queued', 'queued']);
    expect(await findPhone(ctx, blocked)).toMatchObject({ text: { lock: 'carrier' } });
    await resumeBroadcast(ctx, id);
    const second = carrierThat(taken);
    await deliver(ctx, id, second.carrier);
    expect(second.asked.sort()).toEqual([phoneOf(4), phoneOf(5)]);
    expect(await fates()).toEqual(['sent', 'failed', 'failed', 'unknown', 'sent', 'sent']);
  });

  test('is asked by many workers at once for no more than they have in hand', async () => {
    const { ctx } = await newAccount();
    const id = await send(ctx, phones(400));
    const { carrier, asked } = carrierThat(async () => {
      await wait(Math.random() * 50);
      return REFUSED;
    });
    const workers = Array.from({ length: 6 }, () => deliver(ctx, id, carrier));
    await Promise.all(workers);
    // Who is refused pauses before it takes more: each has one hand, and never a second.
    expect(asked.length).toBeLessThanOrEqual(6 * IN_HAND);
    expect(new Set(asked).size).toBe(asked.length);
    expect(await findBroadcast(ctx, id)).toMatchObject({ status: 'paused', counts: { queued: 400 } });
  });

  test('while somebody cancels: it stays cancelled, and so does everybody who was in hand', async () => {
    const { ctx } = await newAccount();
    const id = await send(ctx, phones(3));
    let cancelling: Promise<unknown> = Promise.resolve();
    const { carrier } = carrierThat(async () => {
      cancelling = cancelBroadcast(ctx, id);
      await wait(100);
      return REFUSED;
    });
    await deliver(ctx, id, carrier);
    await cancelling;
    expect(await findBroadcast(ctx, id)).toMatchObject({
      status: 'cancelled',
      problem: null,
      counts: { cancelled: 3 },
    });
  });

  test('or has no number of its to send from: the same', async () => {
    const { ctx } = await newAccount({ textNumber: null });
    const id = await send(ctx, phones(2));
    const twilio = twilioCarrier({
      accountSid: 'AC1',
      authToken: 'a token',
      authUrl: 'https://stop.example',
    });
    await deliver(ctx, id, twilio);
    expect(await findBroadcast(ctx, id)).toMatchObject({
      status: 'paused',
      problem: 'The account has no number to send from.',
      counts: { queued: 2 },
    });
  });

  test('lets an answer from the Inbox fail at once: nobody would resume it', async () => {
    const { ctx } = await newAccount();
    const sent = await sendAnswer(ctx, { phone: phoneOf(1), message: 'At five.' });
    if (!sent.ok) throw new Error(sent.message);
    await deliver(ctx, sent.id, carrierThat(() => REFUSED).carrier);
    expect(await standing(ctx, sent.id)).toMatchObject([{ status: 'failed', errorCode: '20003' }]);
    expect(await findBroadcast(ctx, sent.id)).toMatchObject({ status: 'done' });
  });
});

test('a carrier that is asked too much at once gets the same phones again in a moment, and each once', async () => {
  const { ctx } = await newAccount();
  const id = await send(ctx, phones(5));
  let busy = 5;
  const { carrier, asked } = carrierThat(() => (busy-- > 0 ? BUSY : taken()));
  expect(await deliver(ctx, id, carrier)).toBe('done');
  expect(asked.sort()).toEqual(phones(5).flatMap((phone) => [phone, phone]));
  expect(await findBroadcast(ctx, id)).toMatchObject({
    status: 'done',
    problem: null,
    counts: { sent: 5, failed: 0 },
  });
});

test('a pause that somebody chose has no reason beside it', async () => {
  const { ctx } = await newAccount();
  const id = await send(ctx, phones(1));
  await pauseBroadcast(ctx, id);
  expect(await findBroadcast(ctx, id)).toMatchObject({ status: 'paused', problem: null });
});
