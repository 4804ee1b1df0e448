import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { messages, reviews } from '@/db/schema';
import type { Context } from '@/lib/context';
import { NotAllowed } from '@/lib/outcome';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { optOut } from '@/lib/opt-outs/opt-out';
import { screen } from '@/lib/opt-outs/screen';
import { verify } from '@/lib/opt-outs/verify';
import { phoneOf } from '@/lib/testing/account';
import { newTextedAccount } from '@/lib/testing/texted';
import { correctReading, decideReview, optOutPerson } from './decide-review';
import { expireReviews } from './expire-reviews';

const phone = phoneOf(42);

const reviewOf = async (ctx: Context) => {
  const [review] = await transaction(ctx.account.id, (tx) =>
    tx.select().from(reviews).where(eq(reviews.accountId, ctx.account.id)),
  );
  if (!review) throw new Error('no review');
  return review;
};
const messageOf = async (ctx: Context) => {
  const [message] = await transaction(ctx.account.id, (tx) =>
    tx.select().from(messages).where(eq(messages.accountId, ctx.account.id)),
  );
  return message?.id ?? 0;
};

describe('a review', () => {
  test('decided as an opt-out closes both, on the words, in the user’s name, once', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('this is spam');
    const decide = {
      phone,
      review: (await reviewOf(ctx)).id,
      decision: 'opt_out' as const,
      voice: true,
      text: true,
    };
    const answers = await Promise.all([1, 2, 3].map(() => decideReview(ctx, decide)));
    expect(answers.filter((it) => it.ok)).toEqual([
      { ok: true, message: '(512) 555-0142 will get no more calls or texts.' },
    ]);
    const found = await findPhone(ctx, phone);
    expect(found).toMatchObject({ type: 'both', text: { source: 'reply_detected', lock: null } });
    expect(found?.history).toMatchObject([
      { actor: { name: 'Maria Reyes' }, evidence: { words: 'this is spam', matched: 'spam' } },
    ]);
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('decided as nothing lets the person be messaged again, and closes nothing', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('this is spam');
    await decideReview(ctx, {
      phone,
      review: (await reviewOf(ctx)).id,
      decision: 'nothing',
      voice: false,
      text: false,
    });
    expect(await screen(ctx, 'text', [phone])).toMatchObject([{ verdict: 'allowed' }]);
    expect((await reviewOf(ctx)).decidedBy).toMatchObject({ actor: { name: 'Maria Reyes' } });
  });

  test('of which the user understands one channel closes that one, as the user’s doing', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('stop calling but texts are ok');
    const review = (await reviewOf(ctx)).id;
    await decideReview(ctx, { phone, review, decision: 'opt_out', voice: true, text: false });
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice', voice: { source: 'conversation' } });
  });

  test('asks for a channel too that was closed before, which has no switch', async () => {
    const { ctx, text } = await newTextedAccount();
    await optOut(ctx, { phones: [phone], channels: { voice: true, text: false }, source: 'manual' });
    await text('this is spam');
    const review = (await reviewOf(ctx)).id;
    expect(
      await decideReview(ctx, { phone, review, decision: 'opt_out', voice: false, text: true }),
    ).toMatchObject({ message: '(512) 555-0142 will get no more calls or texts.' });
    expect(await findPhone(ctx, phone)).toMatchObject({
      type: 'both',
      voice: { source: 'manual' },
      history: [{ source: 'reply_detected', channels: ['voice', 'text'] }, { source: 'manual' }],
    });
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('of another account cannot be decided, nor told from none', async () => {
    const [a, b] = [await newTextedAccount(), await newTextedAccount()];
    await a.text('this is spam');
    const decide = {
      phone,
      review: (await reviewOf(a.ctx)).id,
      decision: 'nothing' as const,
      voice: true,
      text: true,
    };
    expect(await decideReview(b.ctx, decide)).toMatchObject({ ok: false, reason: 'decided' });
    expect((await reviewOf(a.ctx)).decidedAt).toBeNull();
  });

  test('that nobody decided by the end of its day, in the account’s zone, is an opt-out', async () => {
    const { ctx, text, clock } = await newTextedAccount();
    await text('this is spam'); // due on 2026-12-08
    await expireReviews(new Date('2026-12-09T05:59:00Z'));
    expect((await reviewOf(ctx)).decision).toBeNull();
    clock.set('2026-12-09T06:01:00Z');
    await Promise.all([expireReviews(clock.now()), expireReviews(clock.now())]);
    expect(await reviewOf(ctx)).toMatchObject({ decision: 'expired', decidedAt: clock.now() });
    const found = await findPhone(ctx, phone);
    expect(found).toMatchObject({ type: 'both', text: { source: 'reply_detected' } });
    expect(found?.history).toHaveLength(1);
  });
});

describe('a reply that was read as a request and was none', () => {
  const mistake = { phone, reason: 'She meant her sister', accepted: true as const };

  test('opens what it alone closed, as a correction', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('wrong number');
    expect(await correctReading(ctx, { ...mistake, message: await messageOf(ctx) })).toMatchObject({
      ok: true,
    });
    expect(await screen(ctx, 'text', [phone])).toMatchObject([{ verdict: 'allowed' }]);
    expect((await findPhone(ctx, phone))?.history[0]).toMatchObject({
      action: 'correction',
      note: mistake.reason,
    });
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('leaves closed what a user closed too, before or since', async () => {
    const { ctx, text } = await newTextedAccount();
    await optOut(ctx, { phones: [phone], channels: { voice: true, text: false }, source: 'manual' });
    await text('wrong number');
    await correctReading(ctx, { ...mistake, message: await messageOf(ctx) });
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice', voice: { source: 'manual' } });
    expect((await verify(ctx.account.id)).differences).toEqual([]);
  });

  test('is never a STOP: that is their own doing', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('STOP');
    expect(await correctReading(ctx, { ...mistake, message: await messageOf(ctx) })).toMatchObject({
      ok: false,
      reason: 'recipients_own_words',
    });
  });

  test('is not for a messenger who may not reopen', async () => {
    const { ctx, text, asRole } = await newTextedAccount();
    await text('wrong number');
    const sam = asRole('messenger', { export: true, optIn: false, upload: true, all: false });
    await expect(correctReading(sam, { ...mistake, message: await messageOf(ctx) })).rejects.toThrow(
      NotAllowed,
    );
  });
});

test('a conversation opts the person out of what was chosen', async () => {
  const { ctx } = await newTextedAccount();
  expect(await optOutPerson(ctx, { phone, voice: false, text: true })).toEqual({
    ok: true,
    message: '(512) 555-0142 will get no more texts.',
  });
  expect(await findPhone(ctx, phone)).toMatchObject({
    type: 'text',
    text: { source: 'conversation', lock: null },
  });
});
