import { describe, expect, test } from 'vitest';
import type { Context } from '@/lib/context';
import { deliverBroadcast } from '@/lib/broadcasts/deliver-broadcast';
import { optOut } from '@/lib/opt-outs/opt-out';
import { NotFound } from '@/lib/outcome';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { Broadcast, broadcastId, cancel, NewBroadcast, queueBroadcast, readBroadcast } from './broadcast';
import { listRecipientsPage, RecipientList } from './recipient';

const VOICE_AND_TEXT = { voice: true, text: true };
const asks = (more: object = {}) =>
  NewBroadcast.parse({
    channel: 'text',
    message: 'School is closed today.',
    phones: [phoneOf(1), '(512) 555-0101', phoneOf(2), phoneOf(3), 'no phone'],
    ...more,
  });

/** Queued to two open phones, one that opted out, and one that is no phone. */
async function queued(ctx: Context, more?: object) {
  await optOut(ctx, { phones: [phoneOf(3)], channels: VOICE_AND_TEXT, source: 'manual' });
  const done = await queueBroadcast(ctx, asks(more));
  if (!done.ok) throw new Error(done.message);
  return done.body;
}

const page = async (ctx: Context, id: number, query = '') => {
  const listed = await listRecipientsPage(ctx, String(id), new URLSearchParams(query));
  if (!listed.ok) throw new Error(listed.fields?.map(({ field }) => field).join());
  return RecipientList.parse(listed.page);
};

describe('a broadcast that a program sends', () => {
  test('counts every phone once, and its counts add up to the recipients', async () => {
    const { ctx } = await newAccount();
    expect((await queued(ctx)).counts).toEqual({
      recipients: 4,
      queued: 2,
      suppressed: 1,
      held: 0,
      invalid: 1,
    });
  });

  test('is read with what became of it, and nothing of it is left out', async () => {
    const { ctx } = await newAccount();
    const { id } = await queued(ctx);
    await deliverBroadcast(ctx.account.id, broadcastId(String(id)), { until: new Date(Date.now() + 20_000) });
    const { status, counts } = Broadcast.parse(await readBroadcast(ctx, String(id)));
    expect(status).toBe('done');
    const { recipients, opted_out: optedOut, ...parts } = counts;
    expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(recipients);
    expect(parts.sent + parts.delivered).toBe(2);
    expect(optedOut).toBe(0);
  });

  test('waits for its time; a time that has passed is refused, one a few seconds ago is now', async () => {
    const { ctx } = await newAccount();
    expect((await queued(ctx, { schedule_at: '2026-11-24T09:00:00-06:00' })).status).toBe('scheduled');
    expect(await queueBroadcast(ctx, asks({ schedule_at: '2025-11-24T15:00:00Z' }))).toMatchObject({
      ok: false,
      fields: [{ field: 'schedule_at' }],
    });
    expect((await queued(ctx, { schedule_at: '2026-11-23T14:59:55Z' })).status).toBe('sending');
  });

  test('to nobody is refused beside its phones', async () => {
    const { ctx } = await newAccount();
    expect(await queueBroadcast(ctx, asks({ phones: ['no phone'] }))).toMatchObject({
      ok: false,
      fields: [{ field: 'phones' }],
    });
  });

  test('cancelled, whoever was not messaged never is; a second time says that it was', async () => {
    const { ctx } = await newAccount();
    const params = { broadcastId: String((await queued(ctx)).id) };
    expect(await cancel(ctx, params)).toMatchObject({
      status: 200,
      body: { status: 'cancelled', counts: { queued: 0, cancelled: 2, suppressed: 1, invalid: 1 } },
    });
    expect(await cancel(ctx, params)).toMatchObject({ ok: false, reason: 'already_cancelled' });
  });

  test('is another account’s, or no id at all: not found', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const { id } = await queued(a.ctx);
    for (const text of [String(id), '999999999', '0', '1.5', 'x', '9'.repeat(20)]) {
      await expect(readBroadcast(b.ctx, text)).rejects.toThrow(NotFound);
      await expect(cancel(b.ctx, { broadcastId: text })).rejects.toThrow(NotFound);
      await expect(page(b.ctx, text as never)).rejects.toThrow(NotFound);
    }
    expect((await readBroadcast(a.ctx, String(id))).status).toBe('sending');
  });

  test('scheduled, and asked for again after its time has come, is found and not refused', async () => {
    const { ctx, clock } = await newAccount();
    const keyed = { ...ctx, requestKey: 'key 1' };
    const first = await queued(keyed, { schedule_at: '2026-11-23T15:05:00Z' });
    clock.pass(10 * 60_000);
    expect(await queued(keyed, { schedule_at: '2026-11-23T15:05:00Z' })).toEqual(first);
  });

  test('is not another messenger’s key’s to see', async () => {
    const { ctx, asRole } = await newAccount();
    const { id } = await queued(ctx);
    const sam = asRole('messenger', { export: true, optIn: true, upload: true, all: false });
    const other = { ...sam, actor: { ...sam.actor, kind: 'api_key' as const, id: 99 } };
    await expect(readBroadcast(other, String(id))).rejects.toThrow(NotFound);
  });
});

describe('the recipients', () => {
  test('are walked by the cursor, each once, and a suppressed one says why and since when', async () => {
    const { ctx } = await newAccount();
    const { id } = await queued(ctx);
    const seen = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { data, next_cursor: next } = await page(ctx, id, `limit=1&cursor=${cursor}`);
      seen.push(...data);
      cursor = next;
    }
    expect(seen).toEqual([
      { phone: phoneOf(1), status: 'queued' },
      { phone: phoneOf(2), status: 'queued' },
      {
        phone: phoneOf(3),
        status: 'suppressed',
        reason: 'opted_out',
        since: '2026-11-23T15:00:00.000Z',
        source: 'manual',
      },
    ]);
  });

  test('say when they were handed off', async () => {
    const { ctx } = await newAccount();
    const { id } = await queued(ctx);
    await deliverBroadcast(ctx.account.id, broadcastId(String(id)), { until: new Date(Date.now() + 20_000) });
    const { data } = await page(ctx, id);
    expect(data.filter(({ handed_off_at: at }) => at).map(({ phone }) => phone)).toEqual([
      phoneOf(1),
      phoneOf(2),
    ]);
  });

  test('filter by status', async () => {
    const { ctx } = await newAccount();
    const { id } = await queued(ctx);
    const phones = async (query: string) => (await page(ctx, id, query)).data.map(({ phone }) => phone);
    expect(await phones('status=queued')).toEqual([phoneOf(1), phoneOf(2)]);
    expect(await phones('status=suppressed')).toEqual([phoneOf(3)]);
    await optOut(ctx, {
      phones: [phoneOf(1)],
      channels: VOICE_AND_TEXT,
      source: 'broadcast',
      broadcastId: broadcastId(String(id)),
    });
    expect(await phones('status=opted_out')).toEqual([phoneOf(1)]);
  });

  test.each(['status=pending', 'limit=1001', 'limit=0', 'cursor=x'])(
    'of the query %j are refused',
    async (query) => {
      const { ctx } = await newAccount();
      const { id } = await queued(ctx);
      await expect(page(ctx, id, query)).rejects.toThrow(query.split('=')[0]);
    },
  );

  test('a cursor of one status is none of another', async () => {
    const { ctx } = await newAccount();
    const { id } = await queued(ctx);
    const { next_cursor: next } = await page(ctx, id, 'limit=1&status=queued');
    await expect(page(ctx, id, `cursor=${next}`)).rejects.toThrow('cursor');
  });
});
