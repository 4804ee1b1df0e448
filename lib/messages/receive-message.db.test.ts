import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { consentEvents, conversations, messages, reviews, simulatorCalls } from '@/db/schema';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { optOut } from '@/lib/opt-outs/opt-out';
import { screen } from '@/lib/opt-outs/screen';
import { verify } from '@/lib/opt-outs/verify';
import { phoneOf } from '@/lib/testing/account';
import { newTextedAccount } from '@/lib/testing/texted';
import { applyWaitingMessages, holdPhone } from './apply-messages';
import { receiveMessage } from './receive-message';

const phone = phoneOf(42);
const BOTH = { voice: true, text: true };
const STOPPED =
  'Riverside School: You will get no more calls or texts from us. To get texts again, text UNSTOP.';

const messagesOf = (ctx: Context, of: E164 = phone) =>
  transaction(ctx.account.id, (tx) =>
    tx
      .select()
      .from(messages)
      .where(and(eq(messages.accountId, ctx.account.id), eq(messages.phone, of)))
      .orderBy(messages.id),
  );
const eventsOf = (ctx: Context, of: E164 = phone) =>
  transaction(ctx.account.id, (tx) =>
    tx
      .select()
      .from(consentEvents)
      .where(and(eq(consentEvents.accountId, ctx.account.id), eq(consentEvents.phone, of)))
      .orderBy(consentEvents.seq),
  );
const isWhole = async (ctx: Context) => expect((await verify(ctx.account.id)).differences).toEqual([]);
/** A long change that holds the phone until it is let go. */
async function holdFor(ctx: Context) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  let holds = () => {};
  const isHeld = new Promise<void>((resolve) => (holds = resolve));
  const bulk = transaction(ctx.account.id, async (tx) => {
    await holdPhone(tx, ctx, phone);
    holds();
    await ended;
  });
  await isHeld;
  return {
    letGo: () => {
      end();
      return bulk;
    },
  };
}

describe('STOP', () => {
  test('closes calls and texts, locks text, and keeps the words, the number texted and the broadcast it answers', async () => {
    const { ctx, text, textNumber, handOff } = await newTextedAccount();
    await handOff(phone, 'SMa');
    const latest = await handOff(phone, 'SMb');
    expect(await text(' “Stop.” 🛑')).toBe(STOPPED);
    const state = await findPhone(ctx, phone);
    expect(state).toMatchObject({ type: 'both', text: { source: 'text_reply', lock: 'text_reply' } });
    expect(await eventsOf(ctx)).toMatchObject([
      {
        source: 'text_reply',
        actorKind: 'recipient',
        broadcastId: latest,
        evidence: { words: ' “Stop.” 🛑', to: textNumber },
      },
    ]);
    expect(await messagesOf(ctx)).toMatchObject([{ reading: 'stop', changed: true, broadcastId: latest }]);
    await isWhole(ctx);
  });

  test('said twice is answered once, and is in the ledger twice', async () => {
    const { ctx, text } = await newTextedAccount();
    expect(await text('STOP')).toBe(STOPPED);
    expect(await text('STOP')).toBeNull();
    expect(await eventsOf(ctx)).toHaveLength(2);
  });

  test('after a user’s opt-out puts the lock on, and is answered, for that is a change', async () => {
    const { ctx, text } = await newTextedAccount();
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
    expect(await text('STOP')).toBe(STOPPED);
    expect(await findPhone(ctx, phone)).toMatchObject({ text: { source: 'manual', lock: 'text_reply' } });
  });

  test('closes only the account that owns the number texted', async () => {
    const [a, b] = [await newTextedAccount(), await newTextedAccount()];
    await a.text('STOP');
    expect(await screen(b.ctx, 'text', [phone])).toMatchObject([{ verdict: 'allowed' }]);
    expect(await messagesOf(b.ctx)).toEqual([]);
  });

  test.each(['+6572345678', '+4712345678', '+6852345678'])(
    'from %s, which the carrier wrote in E.164, is taken for what it is',
    async (from) => {
      const { ctx, text } = await newTextedAccount();
      await text('STOP', { from: from as E164 });
      expect(await findPhone(ctx, from as E164)).toMatchObject({ phone: from, type: 'both' });
    },
  );

  test('to a number of nobody’s, or from what is no phone, is kept nowhere and says so', async () => {
    const { textNumber, clock } = await newTextedAccount();
    const stop = { providerId: 'SMx', from: phone, to: textNumber, body: 'STOP' };
    expect(await receiveMessage({ ...stop, to: '+15005550006' }, clock.now())).toMatchObject({
      ok: false,
      reason: 'unknown_number',
    });
    expect(await receiveMessage({ ...stop, from: 'ACME' }, clock.now())).toMatchObject({
      ok: false,
      reason: 'not_a_phone',
    });
  });
});

describe('UNSTOP and START', () => {
  test.each(['UNSTOP', 'start'])('%s opens texts and leaves calls closed', async (word) => {
    const { ctx, text } = await newTextedAccount();
    await text('stop');
    expect(await text(word)).toBe(
      'Riverside School: You will get our texts again. Calls stay off. Text STOP to end.',
    );
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice', text: null });
    await isWhole(ctx);
  });

  test('open what a user had closed too, and say nothing of calls where those are open', async () => {
    const { ctx, text, clock } = await newTextedAccount();
    await optOut(ctx, { phones: [phone], channels: { voice: false, text: true }, source: 'manual' });
    clock.pass(1_000);
    expect(await text('UNSTOP')).toBe('Riverside School: You will get our texts again. Text STOP to end.');
    expect((await findPhone(ctx, phone))?.type ?? null).toBeNull();
  });

  test('from a phone that was never closed only reach the Inbox', async () => {
    const { ctx, text } = await newTextedAccount();
    expect(await text('START')).toBeNull();
    expect(await eventsOf(ctx)).toEqual([]);
    expect(await messagesOf(ctx)).toMatchObject([{ reading: 'start', changed: false }]);
  });

  test('YES opens nothing, whatever the carrier makes of it', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('STOP');
    expect(await text('YES', { optOutType: 'START' })).toBeNull();
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both' });
  });
});

describe('HELP', () => {
  test('is answered with the account’s contact, also while closed, and changes nothing', async () => {
    const { ctx, text, set } = await newTextedAccount();
    await set({ helpContact: 'office@riverside.example' });
    await text('STOP');
    expect(await text('Info?')).toBe(
      'Riverside School: contact office@riverside.example. Text STOP to end calls and texts.',
    );
    expect(await eventsOf(ctx)).toHaveLength(1);
  });
});

describe('one confirmation, not two', () => {
  test('none where the account says that its carrier answers itself', async () => {
    const { ctx, text, set } = await newTextedAccount();
    await set({ carrierAnswersStop: true });
    expect([await text('STOP'), await text('UNSTOP'), await text('HELP')]).toEqual([null, null, null]);
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice' });
  });

  test('none where the carrier has read the word itself', async () => {
    const { ctx, text } = await newTextedAccount();
    expect(await text('DONE WITH YOU', { optOutType: 'STOP' })).toBeNull();
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both', text: { lock: 'text_reply' } });
  });

  test('none to words that the provider had for more than five minutes', async () => {
    const { text, clock } = await newTextedAccount();
    expect(await text('STOP', { sentAt: new Date(clock.now().getTime() - 301_000) })).toBeNull();
  });

  test('none to a request in other words, which closes without a lock and keeps the phrase', async () => {
    const { ctx, text } = await newTextedAccount();
    expect(await text('Please take me off your list!!')).toBeNull();
    expect(await findPhone(ctx, phone)).toMatchObject({
      type: 'both',
      text: { source: 'reply_detected', lock: null },
    });
    expect(await eventsOf(ctx)).toMatchObject([
      { evidence: { matched: 'take me off', words: 'Please take me off your list!!' } },
    ]);
  });
});

describe('the same delivery', () => {
  test('ten times in parallel is one message, one event and one answer', async () => {
    const { ctx, text } = await newTextedAccount();
    const answers = await Promise.all(Array.from({ length: 10 }, () => text('STOP', { id: 'SMsame' })));
    expect(answers.filter(Boolean)).toEqual([STOPPED]);
    expect(await eventsOf(ctx)).toHaveLength(1);
    expect(await messagesOf(ctx)).toHaveLength(1);
    await isWhole(ctx);
  });

  test('a year later changes nothing: a STOP that was taken back stays taken back, an UNSTOP opens nothing', async () => {
    const { ctx, text, clock } = await newTextedAccount();
    await text('STOP', { id: 'SM1' });
    await text('UNSTOP', { id: 'SM2' });
    clock.set('2027-11-23T15:00:00Z');
    await text('STOP', { id: 'SM1' });
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice' });
    await text('STOP', { id: 'SM3' });
    await text('UNSTOP', { id: 'SM2' });
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both' });
    expect(await eventsOf(ctx)).toHaveLength(3);
  });
});

describe('out of order', () => {
  const at = (second: number) => new Date(Date.parse('2026-11-23T14:59:00Z') + second * 1000);

  test('an UNSTOP older than a STOP opens nothing', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('STOP', { sentAt: at(20) });
    expect(await text('UNSTOP', { sentAt: at(10) })).toBeNull();
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both', text: { lock: 'text_reply' } });
  });

  test('a STOP older than an UNSTOP closes calls only, and is recorded', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('START', { sentAt: at(20) });
    expect(await text('STOP', { sentAt: at(10) })).toBeNull();
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice' });
    expect(await eventsOf(ctx)).toMatchObject([
      { action: 'opt_out', source: 'text_reply', voice: true, text: false },
    ]);
    await isWhole(ctx);
  });

  test('of the same second, the opt-out wins whichever comes first', async () => {
    for (const words of [
      ['STOP', 'UNSTOP'],
      ['UNSTOP', 'STOP'],
    ]) {
      const { ctx, text } = await newTextedAccount();
      for (const word of words) await text(word, { sentAt: at(10) });
      expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both' });
    }
  });

  test('an UNSTOP that was sent before a user opted the person out opens nothing', async () => {
    const { ctx, text, clock } = await newTextedAccount();
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
    await text('UNSTOP', { sentAt: at(30) });
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both' });
    clock.pass(1_000);
    await text('UNSTOP');
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice' });
  });

  test('without the provider’s time, an UNSTOP that waited for its turn opens nothing that was closed meanwhile', async () => {
    const { ctx, text, clock } = await newTextedAccount();
    await text('STOP');
    clock.pass(60_000);
    const hold = await holdFor(ctx);
    await text('UNSTOP');
    clock.pass(5_000);
    const closing = optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
    await hold.letGo();
    await closing;
    await applyWaitingMessages(clock.now());
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both', text: { lock: 'text_reply' } });
    expect(await messagesOf(ctx)).toMatchObject([{}, { reading: 'start', changed: false, answer: null }]);
    await isWhole(ctx);
  });

  test('without the provider’s time, of the same moment the opt-out wins', async () => {
    const { ctx, text, clock } = await newTextedAccount();
    await optOut(ctx, { phones: [phone], channels: BOTH, source: 'manual' });
    await text('UNSTOP');
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both' });
    clock.pass(1);
    await text('UNSTOP');
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice' });
  });

  test('a time that has not come yet is not believed', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('STOP', { sentAt: new Date('2031-01-01T00:00:00Z') });
    await text('UNSTOP', { sentAt: at(50) });
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice' });
  });
});

describe('words that may mean stop', () => {
  test('open one review for each phone, due in ten business days, and hold both channels', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('how do I stop these?');
    await text('this is spam');
    const open = await transaction(ctx.account.id, (tx) =>
      tx.select().from(reviews).where(eq(reviews.accountId, ctx.account.id)),
    );
    expect(open).toMatchObject([{ phone, dueOn: '2026-12-08', decidedAt: null }]);
    expect((await messagesOf(ctx)).map((it) => it.reviewId)).toEqual([open[0]?.id, open[0]?.id]);
    for (const channel of ['voice', 'text'] as const)
      expect(await screen(ctx, channel, [phone, phoneOf(1)])).toMatchObject([
        { verdict: 'suppressed', reason: 'needs_review', source: 'text_reply' },
        { verdict: 'allowed' },
      ]);
    await isWhole(ctx);
  });

  test('need nobody once the person says STOP', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('how do I stop these?');
    await text('STOP');
    await text('UNSTOP');
    expect(await screen(ctx, 'text', [phone])).toMatchObject([{ verdict: 'allowed' }]);
  });

  test('of a person who is out of everything open no review', async () => {
    const { ctx, text } = await newTextedAccount();
    await text('STOP');
    await text('this is spam');
    expect(await messagesOf(ctx)).toMatchObject([{}, { reading: 'needs_review', reviewId: null }]);
  });
});

describe('a phone that a long change holds', () => {
  test('the message is kept, holds all sends, and the job closes and answers once', async () => {
    const { ctx, text, clock } = await newTextedAccount();
    const hold = await holdFor(ctx);
    expect(await text('STOP')).toBeNull();
    expect(await messagesOf(ctx)).toMatchObject([{ reading: 'stop', appliedAt: null }]);
    await applyWaitingMessages(clock.now());
    expect(await screen(ctx, 'text', [phone])).toMatchObject([
      { verdict: 'suppressed', reason: 'unapplied_reply' },
    ]);
    await hold.letGo();
    clock.pass(60_000);
    await Promise.all([applyWaitingMessages(clock.now()), applyWaitingMessages(clock.now())]);
    await applyWaitingMessages(clock.now());
    expect(await findPhone(ctx, phone)).toMatchObject({ type: 'both', text: { lock: 'text_reply' } });
    expect(await answersOf(ctx)).toEqual([STOPPED]);
    await isWhole(ctx);
  });

  test('several words that waited are applied in their order, and only the last is answered', async () => {
    const { ctx, text, clock } = await newTextedAccount();
    const hold = await holdFor(ctx);
    await Promise.all([text('STOP'), text('UNSTOP').then(() => text('hello'))]);
    await hold.letGo();
    await applyWaitingMessages(clock.now());
    const order = (await messagesOf(ctx)).map((it) => it.reading);
    const type = order.indexOf('stop') < order.indexOf('start') ? 'voice' : 'both';
    expect((await findPhone(ctx, phone))?.type).toBe(type);
    const sent = await answersOf(ctx);
    expect(sent).toHaveLength(1);
    // What the thread shows as a confirmation is what went out.
    expect((await messagesOf(ctx)).flatMap(({ answer }) => answer ?? [])).toEqual(sent);
  });

  test('a word that waited twice is answered once, and that answer goes out', async () => {
    const { ctx, text, clock } = await newTextedAccount();
    const hold = await holdFor(ctx);
    await Promise.all([text('STOP'), text('STOP'), text('please stop'), text('this is spam')]);
    await hold.letGo();
    await applyWaitingMessages(clock.now());
    expect(await answersOf(ctx)).toEqual([STOPPED]);
    expect((await messagesOf(ctx)).flatMap(({ answer }) => answer ?? [])).toEqual([STOPPED]);
  });

  const answersOf = async (ctx: Context) => {
    const sent = await transaction(ctx.account.id, (tx) =>
      tx.select().from(simulatorCalls).where(eq(simulatorCalls.accountId, ctx.account.id)),
    );
    expect(sent.every((it) => it.broadcastId === null)).toBe(true);
    return sent.map((it) => it.body);
  };
});

test('every message reaches the Inbox, once', async () => {
  const { ctx, text } = await newTextedAccount();
  await text('See you at 5', { id: 'SM1' });
  await text('See you at 5', { id: 'SM1' });
  await text('STOP');
  const [line] = await transaction(ctx.account.id, (tx) =>
    tx.select().from(conversations).where(eq(conversations.accountId, ctx.account.id)),
  );
  expect(line).toMatchObject({ phone, lastBody: 'STOP', unread: 2 });
});

test('text that a database cannot hold is kept as well as it can be', async () => {
  const { ctx, text } = await newTextedAccount();
  await text('STOP\0', { id: 'SM\0x' });
  await text('half \ud800 a pair');
  expect((await messagesOf(ctx)).map((it) => it.body)).toEqual(['STOP', 'half � a pair']);
});
