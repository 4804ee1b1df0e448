import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { transaction } from '@/db/client';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { addOptOut } from '@/lib/opt-outs/add-opt-out';
import type { Acknowledged } from '@/lib/testing/check-promise';
import type { World } from './world';

/** An account under torture, and what its opt-outs arrive by. */
export type Target = { world: World; ctx: Context; apiKey: string; textNumber: E164 };

/** One way to opt out. Answers only when whoever sent it was told that it is done; null: it does not apply. */
export type Way = (target: Target, phone: E164) => Promise<Acknowledged | null>;

const BOTH = ['voice', 'text'] as const;
const done = (phone: E164, channels: readonly ('voice' | 'text')[] = BOTH): Acknowledged => ({
  phone,
  channels: [...channels],
  at: new Date(),
});

/** A STOP by the carrier's webhook, signed; sent again until it is answered, as the same message. */
export const byWebhook: Way = async ({ world, textNumber }, phone) => {
  const form = {
    MessageSid: `SM${randomBytes(16).toString('hex')}`,
    From: phone,
    To: textNumber,
    Body: 'Stop.',
  };
  await patiently(() => postSigned(world, '/api/webhooks/twilio/messages', form));
  return done(phone);
};

/** "3" on a call that this phone got. */
export const byKeypress: Way = async ({ world, ctx }, phone) => {
  const [call] = await patiently(() =>
    transaction(ctx.account.id, (tx) =>
      tx.execute<{ id: string }>(sql`
        select carrier_id as id from broadcast_recipients
        where phone = ${phone.slice(1)}::bigint and channel = 'voice' and status in ('sent', 'delivered') limit 1`),
    ),
  );
  if (!call) return null;
  await patiently(() =>
    postSigned(world, '/api/webhooks/twilio/keypress', { CallSid: call.id, Digits: '3', To: phone }),
  );
  return done(phone, ['voice']);
};

/** The add dialog of the report: the verb that its action calls. */
export const byReport: Way = async ({ ctx }, phone) => {
  const form = { phone, voice: true, text: true, note: null };
  const outcome = await patiently(() => addOptOut(ctx, form));
  if (!outcome.ok) throw new Error(outcome.message);
  return done(phone);
};

export const byApi: Way = async ({ world, apiKey }, phone) => {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    'idempotency-key': randomBytes(16).toString('hex'),
  };
  const body = JSON.stringify({ phone, channels: BOTH });
  await patiently(() => ask(`${world.url}/api/v1/opt-outs`, { method: 'POST', headers, body }));
  return done(phone);
};

/** A file of several phones, uploaded and applied. */
export async function byUpload({ world, apiKey }: Target, phones: E164[]): Promise<Acknowledged[]> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const body = () => {
    const form = new FormData();
    form.set('file', new File([['Phone', ...phones].join('\n')], 'list.csv'));
    return form;
  };
  const { id } = (await patiently(() =>
    ask(`${world.url}/api/v1/uploads`, { method: 'POST', headers, body: body() }),
  )) as { id: number };
  const address = `${world.url}/api/v1/uploads/${id}`;
  await until(address, headers, 'staged');
  const apply = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
  await patiently(async () => {
    const { status } = (await ask(address, { headers })) as { status: string };
    if (status === 'staged')
      await ask(`${address}/apply`, { ...apply, body: JSON.stringify({ channels: BOTH }) });
  });
  await until(address, headers, 'applied');
  return phones.map((phone) => done(phone));
}

async function until(address: string, headers: Record<string, string>, wanted: string): Promise<void> {
  for (;;) {
    const { status } = (await patiently(() => ask(address, { headers }))) as { status: string };
    if (status === wanted) return;
    if (['failed', 'cancelled'].includes(status)) throw new Error(`An upload is ${status}.`);
    await wait(200);
  }
}

async function ask(address: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(15_000) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 200)}`);
  return text.startsWith('{') ? JSON.parse(text) : text;
}

function postSigned(
  { url, authToken }: World,
  address: string,
  form: Record<string, string>,
): Promise<unknown> {
  const signed = Object.keys(form)
    .sort()
    .reduce((text, key) => text + key + form[key], url + address);
  const signature = createHmac('sha1', authToken).update(signed).digest('base64');
  return ask(url + address, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    },
    body: new URLSearchParams(form).toString(),
  });
}

/** While things are killed around us, again until it is answered; two minutes at most. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + 120_000; ;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(100 + Math.random() * 300);
    }
  }
}
