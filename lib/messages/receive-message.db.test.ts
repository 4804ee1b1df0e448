import { expect, test } from 'vitest';
import type { E164 } from '@/db/vocabulary';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { verify } from '@/lib/opt-outs/verify';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { receiveMessage } from './receive-message';

const phone = phoneOf(42);
let numbers = 0;

/** An account that can be texted. */
async function textedAccount() {
  const textNumber = `+1808${5550100 + numbers++}` as E164;
  const made = await newAccount({ textNumber });
  let n = 0;
  const text = async (
    body: string,
    more: { id?: string; sentAt?: Date; optOutType?: string; from?: string } = {},
  ) => {
    const { id = `SM${made.account.id}-${n++}`, from = phone, ...rest } = more;
    const got = await receiveMessage(
      { providerId: id, from, to: textNumber, body, ...rest },
      made.clock.now(),
    );
    if (!got.ok) throw new Error(got.message);
    return got.answer;
  };
  return { ...made, textNumber, text };
}

test('STOP closes calls and texts, locks text, and is answered once', async () => {
  const { ctx, text } = await textedAccount();
  expect(await text(' “Stop.” 🛑')).toBe(
    'Riverside School: You will get no more calls or texts from us. To get texts again, text UNSTOP.',
  );
  expect(await text('STOP')).toBeNull();
  const state = await findPhone(ctx, phone);
  expect(state).toMatchObject({ type: 'both', text: { source: 'text_reply', lock: 'text_reply' } });
  expect((await verify(ctx.account.id)).differences).toEqual([]);
});

test('UNSTOP opens texts, leaves calls closed and says so', async () => {
  const { ctx, text } = await textedAccount();
  await text('stop');
  expect(await text('UNSTOP')).toBe(
    'Riverside School: You will get our texts again. Calls stay off. Text STOP to end.',
  );
  expect(await findPhone(ctx, phone)).toMatchObject({ type: 'voice', text: null });
  expect((await verify(ctx.account.id)).differences).toEqual([]);
});
