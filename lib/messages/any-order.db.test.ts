import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { E164 } from '@/db/vocabulary';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { verify } from '@/lib/opt-outs/verify';
import { newTextedAccount } from '@/lib/testing/texted';

/** What a handset texts, and at which second by the provider's clock. */
type Said = { word: string; second: number };

const WORDS = ['STOP', 'stop please', 'UNSTOP', 'START', 'HELP', 'See you at 5'];
const said: fc.Arbitrary<Said> = fc.record({
  word: fc.constantFrom(...WORDS),
  second: fc.integer({ min: 0, max: 8 }),
});
const history = fc.array(said, { minLength: 1, maxLength: 7 });

const closes = (word: string) => /^stop/i.test(word);
const locks = (word: string) => word === 'STOP';

/** What one delivery in order leaves: of the same second, words to stop come last. */
function modelOf(history: readonly Said[]) {
  const inOrder = history.toSorted(
    (a, b) => a.second - b.second || Number(closes(a.word)) - Number(closes(b.word)),
  );
  const state = { voice: false, text: false, lock: false };
  for (const { word } of inOrder) {
    if (closes(word)) Object.assign(state, { voice: true, text: true, lock: state.lock || locks(word) });
    if (word === 'UNSTOP' || word === 'START') Object.assign(state, { text: false, lock: false });
  }
  return state;
}

let phones = 0;
const freshPhone = () => `+1512${7_000_000 + phones++}` as E164;

test('whatever the order, and however often each is delivered, the state is that of one delivery in order', async () => {
  const { ctx, text, clock } = await newTextedAccount();
  const began = clock.now().getTime() - 60_000;
  const deliveries = history.chain((all) => {
    const once = fc.shuffledSubarray([...all.keys()], { minLength: all.length });
    const again = fc.array(fc.nat(all.length - 1), { maxLength: 4 });
    return fc.record({ all: fc.constant(all), once, again });
  });
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ all, once, again }) => {
      const phone = freshPhone();
      for (const i of [...once, ...again]) {
        const { word, second } = all[i]!;
        const sentAt = new Date(began + second * 1000);
        await text(word, { from: phone, id: `SM${phone}n${i}`, sentAt });
      }
      const { lock, ...channels } = await stateOf(phone);
      const model = modelOf(all);
      expect(channels).toEqual({ voice: model.voice, text: model.text });
      // A late UNSTOP between a STOP and other words leaves the STOP's lock: stricter than in order, never weaker.
      expect(lock || !model.lock).toBe(true);
    }),
    { numRuns: 60 },
  );
  expect((await verify(ctx.account.id)).differences).toEqual([]);

  async function stateOf(phone: E164) {
    const found = await findPhone(ctx, phone);
    return { voice: Boolean(found?.voice), text: Boolean(found?.text), lock: Boolean(found?.text?.lock) };
  }
});

test('without a provider’s time the order of arrival decides, duplicates or not', async () => {
  const { ctx, text } = await newTextedAccount();
  await fc.assert(
    fc.asyncProperty(history, fc.array(fc.nat(6), { maxLength: 4 }), async (all, again) => {
      const phone = freshPhone();
      const deliver = (i: number) => text(all[i]!.word, { from: phone, id: `SM${phone}n${i}` });
      for (const i of all.keys()) {
        await deliver(i);
        for (const j of again) if (j <= i) await deliver(j);
      }
      const found = await findPhone(ctx, phone);
      const inOrder = all.map((it, second) => ({ ...it, second }));
      expect({
        voice: Boolean(found?.voice),
        text: Boolean(found?.text),
        lock: Boolean(found?.text?.lock),
      }).toEqual(modelOf(inOrder));
    }),
    { numRuns: 40 },
  );
  expect((await verify(ctx.account.id)).differences).toEqual([]);
});
