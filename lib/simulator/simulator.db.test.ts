import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { transaction } from '@/db/client';
import type { BroadcastId, Channel, E164 } from '@/db/vocabulary';
import { deliverBroadcast } from '@/lib/broadcasts/deliver-broadcast';
import { sendBroadcast } from '@/lib/broadcasts/send-broadcast';
import { startSimulatedNetwork } from '@/lib/carriers/simulated-network';
import type { Context } from '@/lib/context';
import { receiveStatus } from '@/lib/messages/receive-status';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { findHandset } from './find-handset';
import { listHandsets } from './list-handsets';
import { pressThree } from './press-three';
import { replyFromHandset } from './reply';

afterEach(() => vi.unstubAllEnvs());

/** A text number belongs to one account of the whole database. */
const aTextNumber = () => `+1415${randomInt(2_000_000, 10_000_000)}` as E164;

async function send(ctx: Context, phone: E164, channel: Channel): Promise<BroadcastId> {
  const audience = { phones: [phone], contacts: [], groups: [], lists: [] };
  const sent = await sendBroadcast(ctx, { channel, message: 'Hello', scheduledAt: null, audience });
  if (!sent.ok) throw new Error(sent.message);
  await deliverBroadcast(ctx.account.id, sent.id, { until: new Date(Date.now() + 20_000) });
  return sent.id;
}

const phone = phoneOf(1);
const bodies = async (ctx: Context, of = phone) =>
  (await findHandset(ctx, of)).lines.map(({ kind, body }) => `${kind}: ${body}`);

const closed = (ctx: Context) =>
  transaction(ctx.account.id, async (tx) => {
    const [row] = await tx.execute<{ voice: boolean; text: boolean; lock: string | null }>(sql`
      select voice_closed_at is not null as voice, text_closed_at is not null as text, text_lock as lock
      from phones where phone = ${phone.slice(1)}::bigint`);
    return row;
  });

test('a handset shows what came in and what was typed, and STOP is answered on it once', async () => {
  const { ctx: standing } = await newAccount({ textNumber: aTextNumber() });
  // What comes in is dated by the database's clock, so what is typed is by one that runs.
  const ctx = { ...standing, now: () => new Date() };
  await send(ctx, phone, 'text');
  expect(await replyFromHandset(ctx, { phone, body: 'stop' })).toMatchObject({ ok: true });
  expect(await closed(ctx)).toMatchObject({ voice: true, text: true });
  expect(await replyFromHandset(ctx, { phone, body: 'STOP' })).toMatchObject({ ok: true });
  expect(await bodies(ctx)).toEqual([
    expect.stringMatching(/^text: Hello/),
    'reply: stop',
    expect.stringMatching(/^text: Riverside School: You will get no more calls or texts/),
    'reply: STOP',
  ]);
});

test('pressing 3 ends calls, and the call says that it was pressed', async () => {
  const { ctx } = await newAccount({ at: '2026-11-25T10:00:00Z' });
  expect(await pressThree(ctx, { phone })).toMatchObject({ ok: false, reason: 'no_call' });
  await send(ctx, phone, 'voice');
  const [call] = (await findHandset(ctx, phone)).lines;
  expect(call).toMatchObject({
    kind: 'call',
    pressed: false,
    howToStop: expect.stringMatching(/^press 3 to stop/),
  });
  const said = await pressThree(ctx, { phone });
  expect(said).toEqual({ ok: true, message: 'You will get no more calls from us. Goodbye.' });
  expect((await findHandset(ctx, phone)).lines).toMatchObject([{ kind: 'call', pressed: true }]);
  expect(await closed(ctx)).toMatchObject({ voice: true, text: false });
});

test('a delivery is reported by the network, and then counts as delivered', async () => {
  const { ctx } = await newAccount();
  const stop = startSimulatedNetwork((told) => receiveStatus(told, new Date()));
  const id = await send(ctx, phone, 'text');
  await vi.waitFor(
    async () => {
      const [row] = await transaction(ctx.account.id, (tx) =>
        tx.execute<{ status: string }>(
          sql`select status from broadcast_recipients where broadcast_id = ${id}`,
        ),
      );
      expect(row?.status).toBe('delivered');
    },
    { timeout: 10_000, interval: 100 },
  );
  stop();
});

test('phones that were messaged are listed, those that wrote first', async () => {
  const { ctx } = await newAccount({ textNumber: aTextNumber() });
  await send(ctx, phoneOf(2), 'text');
  await replyFromHandset(ctx, { phone: phoneOf(3), body: 'hello' });
  expect(await listHandsets(ctx)).toEqual([phoneOf(3), phoneOf(2)]);
});

test('another account’s handset shows nothing of ours', async () => {
  const [ours, theirs] = [await newAccount({ textNumber: aTextNumber() }), await newAccount()];
  await send(ours.ctx, phone, 'voice');
  await replyFromHandset(ours.ctx, { phone, body: 'hello' });
  expect(await bodies(theirs.ctx)).toEqual([]);
  expect(await listHandsets(theirs.ctx)).toEqual([]);
  expect(await pressThree(theirs.ctx, { phone })).toMatchObject({ ok: false });
});

test('an account without a text number cannot be texted, and where Twilio delivers nobody plays a handset', async () => {
  const { ctx } = await newAccount();
  expect(await replyFromHandset(ctx, { phone, body: 'STOP' })).toMatchObject({ reason: 'no_text_number' });
  vi.stubEnv('TWILIO_ACCOUNT_SID', 'AC1');
  vi.stubEnv('TWILIO_AUTH_TOKEN', 'a token');
  expect(await replyFromHandset(ctx, { phone, body: 'STOP' })).toMatchObject({ reason: 'not_simulated' });
  expect(await pressThree(ctx, { phone })).toMatchObject({ reason: 'not_simulated' });
});
