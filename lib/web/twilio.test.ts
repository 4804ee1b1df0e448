import { getExpectedTwilioSignature, getExpectedBodyHash } from 'twilio/lib/webhooks/webhooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseMoment, twilioWebhook, type TwilioForm } from './twilio';
import { replyTwiml, scriptTwiml } from './twiml';

// The examples that Twilio publishes with the rules of its signature.
const TOKEN = '12345';
const VOICE = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};

const heard: string[] = [];
const route = twilioWebhook(['CallSid', 'OldSid'], async (id: string, form: TwilioForm) => {
  heard.push(id);
  return replyTwiml(form.text('Body') || null);
});

const post = (url: string, fields: Record<string, string>, signature: string | null) =>
  route(
    new Request(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { ...(signature !== null && { 'x-twilio-signature': signature }) },
    }),
  );
const signed = (url: string, fields: Record<string, string>, token = TOKEN) =>
  getExpectedTwilioSignature(token, url, fields);

beforeEach(() => {
  vi.stubEnv('TWILIO_AUTH_TOKEN', TOKEN);
  vi.stubEnv('NEXTAUTH_URL', 'https://mycompany.com');
});
afterEach(() => {
  vi.unstubAllEnvs();
  heard.length = 0;
});

describe('a webhook of Twilio’s', () => {
  test('is taken with the signature that Twilio publishes for it, whatever host the request names', async () => {
    const answered = await post(
      'http://10.0.0.7:3000/myapp.php?foo=1&bar=2',
      VOICE,
      'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
    );
    expect(answered.status).toBe(200);
    expect(heard).toEqual([VOICE.CallSid]);
  });

  test.each([
    ['no signature', null],
    ['an empty one', ''],
    ['one of another token', signed('https://mycompany.com/myapp.php', VOICE, '54321')],
    ['one of another address', signed('https://evil.example/myapp.php', VOICE)],
    ['nonsense', 'ÿ'.repeat(28)],
  ])('is refused with %s, and nothing is heard', async (_what, signature) => {
    expect((await post('http://localhost/myapp.php', VOICE, signature)).status).toBe(403);
    expect(heard).toEqual([]);
  });

  test('is refused when a field was changed, added or taken away', async () => {
    const signature = signed('https://mycompany.com/sms', VOICE);
    expect((await post('http://localhost/sms', VOICE, signature)).status).toBe(200);
    const { Digits: _gone, ...fewer } = VOICE;
    for (const fields of [{ ...VOICE, Digits: '3' }, { ...VOICE, Body: 'STOP' }, fewer as typeof VOICE])
      expect((await post('http://localhost/sms', fields, signature)).status).toBe(403);
    expect(heard).toHaveLength(1);
  });

  test('is refused without a token, however it is signed', async () => {
    for (const none of ['', ' ']) {
      vi.stubEnv('TWILIO_AUTH_TOKEN', none);
      expect(
        (await post('http://localhost/sms', VOICE, signed('https://mycompany.com/sms', VOICE, none))).status,
      ).toBe(403);
    }
    expect(heard).toEqual([]);
  });

  test.each([
    ['names nothing', {}],
    ['names nothing by it', { CallSid: '' }],
    ['names it by what cannot be seen', { CallSid: ' \0\t' }],
  ])('that %s is refused, for two such would be taken for one', async (_what, id) => {
    const fields = { Body: 'STOP', ...id };
    const answered = await post('http://localhost/sms', fields, signed('https://mycompany.com/sms', fields));
    expect(answered.status).toBe(400);
    expect(heard).toEqual([]);
  });

  test('that names it by an older word is heard', async () => {
    const fields = { CallSid: '', OldSid: 'CA4' };
    await post('http://localhost/sms', fields, signed('https://mycompany.com/sms', fields));
    expect(heard).toEqual(['CA4']);
  });

  test('may have 64 KB', async () => {
    const long = { Body: 'x'.repeat(64 * 1024) };
    expect((await post('http://localhost/sms', long, signed('https://mycompany.com/sms', long))).status).toBe(
      413,
    );
  });

  test('may be JSON, which its address signs by its hash', async () => {
    const body = JSON.stringify({ CallSid: 'CA1', n: 5 });
    const address = `/sms?bodySHA256=${getExpectedBodyHash(body)}`;
    const send = (text: string) =>
      route(
        new Request(`http://localhost${address}`, {
          method: 'POST',
          body: text,
          headers: {
            'content-type': 'application/json',
            'x-twilio-signature': getExpectedTwilioSignature(TOKEN, `https://mycompany.com${address}`, {}),
          },
        }),
      );
    expect((await send(body)).status).toBe(200);
    expect((await send(body.replace('CA1', 'CA2'))).status).toBe(403);
    expect(heard).toEqual(['CA1']);
  });

  test('that carries names of no field of ours is read without harm', async () => {
    const odd = { __proto__x: '1', constructor: '2', CallSid: 'CA3' };
    expect((await post('http://localhost/sms', odd, signed('https://mycompany.com/sms', odd))).status).toBe(
      200,
    );
    expect(heard).toEqual(['CA3']);
  });
});

describe('an answer', () => {
  test('is escaped, and holds only what XML can', async () => {
    const answered = await replyTwiml('A & B <C> "D" \'E\'\u0000\u0001\ufffe 🛑 \ud800').text();
    expect(answered).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Message>A &amp; B &lt;C&gt; &quot;D&quot; &apos;E&apos; 🛑 \ufffd</Message></Response>',
    );
  });

  test('of nothing is an empty one', async () => {
    expect(await replyTwiml(null).text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
  });

  test('to a call gathers one digit while it says the message and how to stop', async () => {
    const script = {
      message: 'Practice at 5 & 6.',
      howToStop: 'press 3 to stop calls from Riverside School',
    };
    expect(await scriptTwiml(script).text()).toContain(
      '<Gather numDigits="1" action="https://mycompany.com/api/webhooks/twilio/keypress" method="POST" timeout="8"><Say>Practice at 5 &amp; 6.</Say><Say>Press 3 to stop calls from Riverside School.</Say></Gather>',
    );
  });
});

test.each([
  ['Fri, 13 Nov 2026 19:58:05 +0000', '2026-11-13T19:58:05.000Z'],
  ['Fri, 13 Nov 2026 13:58:05 -0600', '2026-11-13T19:58:05.000Z'],
  ['2026-11-13T19:58:05Z', '2026-11-13T19:58:05.000Z'],
  ['2026-11-13T19:58:05.123+02:00', '2026-11-13T17:58:05.123Z'],
  ['2611131958', '2026-11-13T19:58:00.000Z'],
])('%s is a time', (written, iso) => expect(parseMoment(written)?.toISOString()).toBe(iso));

test.each(['', 'yesterday', '2026-11-13 19:58', '2026-11-13', '9999999999', 'Z'])('%j is none', (written) =>
  expect(parseMoment(written)).toBeNull(),
);
