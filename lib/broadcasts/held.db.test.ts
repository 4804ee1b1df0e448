import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { transaction, type Transaction } from '@/db/client';
import type { BroadcastId, Channel } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { newAccount, phoneOf, type Clock } from '@/lib/testing/account';
import { deliverBroadcast } from './deliver-broadcast';
import { delivery } from './delivery';
import { holdEnds } from './hold-ends';
import { releaseHeld } from './release-held';
import { sendBroadcast } from './send-broadcast';

const DAY_MS = 86_400_000;
const phone = phoneOf(1);

async function send(ctx: Context, channel: Channel = 'text'): Promise<BroadcastId> {
  const audience = { phones: [phone], contacts: [], groups: [], lists: [] };
  const sent = await sendBroadcast(ctx, { channel, message: 'Hello', scheduledAt: null, audience });
  if (!sent.ok) throw new Error(sent.message);
  return sent.id;
}

const asked = (ctx: Context, query: ReturnType<typeof sql>) =>
  transaction(ctx.account.id, (tx) => tx.execute<Record<string, unknown>>(query));

const openReview = (ctx: Context) =>
  asked(
    ctx,
    sql`insert into reviews (account_id, phone, message_id, opened_at, due_on) values (${ctx.account.id}::bigint, ${phone.slice(1)}::bigint, 1, now(), now())`,
  );
/** And then its process dies. */
const decide = (ctx: Context) => asked(ctx, sql`update reviews set decided_at = now(), decision = 'nothing'`);

const deliver = (ctx: Context, id: BroadcastId) =>
  deliverBroadcast(ctx.account.id, id, { until: new Date(Date.now() + 20_000), now: ctx.now });

const standing = async (ctx: Context, id: BroadcastId) => {
  const [row] = await asked(
    ctx,
    sql`select b.status, r.status as recipient from broadcasts b join broadcast_recipients r on r.account_id = b.account_id and r.broadcast_id = b.id where b.id = ${id}`,
  );
  return [row?.status, row?.recipient];
};

async function heldAndDone(): Promise<{ ctx: Context; clock: Clock; id: BroadcastId }> {
  // Long ago, so that what other tests begin lets go nothing of this one’s.
  const { ctx, clock } = await newAccount({ at: '2001-01-01T10:00:00Z' });
  await openReview(ctx);
  const id = await send(ctx);
  await deliver(ctx, id);
  expect(await standing(ctx, id)).toEqual(['done', 'held']);
  return { ctx, clock, id };
}

test('what was decided on goes out though the process that decided died before it could say so', async () => {
  const { ctx, clock, id } = await heldAndDone();
  await delivery.look(clock.now());
  expect(await standing(ctx, id)).toEqual(['done', 'held']);
  await decide(ctx);
  await delivery.look(clock.now());
  expect(await standing(ctx, id)).toEqual(['sending', 'queued']);
  await deliver(ctx, id);
  expect(await standing(ctx, id)).toEqual(['done', 'sent']);
});

test('but not when its broadcast ended more than three days ago, whoever looks', async () => {
  const { ctx, clock, id } = await heldAndDone();
  clock.pass(3 * DAY_MS + 1_000);
  await decide(ctx);
  await delivery.look(clock.now());
  await releaseHeld(ctx, phone);
  expect(await standing(ctx, id)).toEqual(['done', 'held']);
});

test('of a broadcast that was cancelled meanwhile nothing is released', async () => {
  const { ctx, clock, id } = await heldAndDone();
  await asked(ctx, sql`update broadcasts set status = 'cancelled'`);
  await decide(ctx);
  await delivery.look(clock.now());
  await releaseHeld(ctx, phone);
  expect(await standing(ctx, id)).toEqual(['cancelled', 'held']);
});

/** Does `work` while another transaction has done `first` and not committed it yet. */
async function whileUncommitted(
  ctx: Context,
  first: (tx: Transaction) => Promise<unknown>,
  work: () => Promise<unknown>,
): Promise<void> {
  let pending: Promise<unknown> | undefined;
  await transaction(ctx.account.id, async (tx) => {
    await first(tx);
    pending = work();
    await Promise.race([pending, wait(500)]);
  });
  await pending;
}

test('a broadcast that ends while something of it is released begins again', async () => {
  const { ctx, id } = await heldAndDone();
  await asked(ctx, sql`update broadcasts set status = 'sending', finished_at = null`);
  await decide(ctx);
  await whileUncommitted(
    ctx,
    async (tx) => {
      await holdEnds(tx, ctx.account.id, [id]);
      await tx.execute(
        sql`update broadcasts set status = 'done', finished_at = ${ctx.now().toISOString()}::timestamptz`,
      );
    },
    () => releaseHeld(ctx, phone),
  );
  expect(await standing(ctx, id)).toEqual(['sending', 'queued']);
});

test('a broadcast does not end while something of it is being released', async () => {
  const { ctx, id } = await heldAndDone();
  await asked(ctx, sql`update broadcasts set status = 'sending', finished_at = null`);
  await decide(ctx);
  let released: Promise<void> | undefined;
  await whileUncommitted(
    ctx,
    async (tx) => {
      await tx.execute(sql`select 1 from broadcast_recipients for update`);
      released = releaseHeld(ctx, phone);
      await wait(200);
    },
    () => deliver(ctx, id),
  );
  await released;
  expect(await standing(ctx, id)).toEqual(['done', 'sent']);
});

test('two who release the same at once wait for each other, and it goes out once', async () => {
  const { ctx, clock, id } = await heldAndDone();
  await decide(ctx);
  await Promise.all([releaseHeld(ctx, phone), releaseHeld(ctx, phone), delivery.look(clock.now())]);
  await deliver(ctx, id);
  expect(await standing(ctx, id)).toEqual(['done', 'sent']);
});
