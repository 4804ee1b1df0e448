import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AccountId, BroadcastId, E164 } from '@/db/vocabulary';
import type { Carrier, Delivery } from './carrier';
import { findCarrier } from './find-carrier';
import { twilioCarrier } from './twilio';

/** What the stand-in was asked, and what it answers. */
type Asked = { path: string; auth: string; form: Record<string, string> };
let asked: Asked[];
let answers: ((response: http.ServerResponse) => void)[];
let server: http.Server;
let carrier: Carrier;

const account = { accountSid: 'AC0123', authToken: 'a token', authUrl: 'https://stop.example' };
const text: Delivery = {
  account: 7 as AccountId,
  phone: '+15125550142' as E164,
  channel: 'text',
  from: '+15125550100' as E164,
  message: 'School is closed. Reply STOP to opt out',
  broadcastId: 12 as BroadcastId,
};
const soon = () => AbortSignal.timeout(3_000);

beforeEach(async () => {
  asked = [];
  answers = [];
  server = http.createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  carrier = twilioCarrier(account, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

async function answer(request: http.IncomingMessage, response: http.ServerResponse) {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  asked.push({
    path: request.url ?? '',
    auth: request.headers.authorization ?? '',
    form: Object.fromEntries(new URLSearchParams(body)),
  });
  (answers.shift() ?? taken('SM1'))(response);
}

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const json = (status: number, body: object) => (response: http.ServerResponse) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const taken = (sid: string) => json(201, { sid, status: 'queued' });
const refused = (status: number, code: number, message = 'No.') => json(status, { status, code, message });

test('a text goes out under the account’s credentials, and Twilio is told where to say how it went', async () => {
  answers = [taken('SM0a')];
  expect(await carrier.handOff(text, soon())).toEqual({ ok: true, id: 'SM0a' });
  expect(asked).toEqual([
    {
      path: '/2010-04-01/Accounts/AC0123/Messages.json',
      auth: `Basic ${Buffer.from('AC0123:a token').toString('base64')}`,
      form: {
        To: '+15125550142',
        From: '+15125550100',
        Body: 'School is closed. Reply STOP to opt out',
        StatusCallback: 'https://stop.example/api/webhooks/twilio/message-status',
      },
    },
  ]);
});

test('a call asks us what to say', async () => {
  answers = [taken('CA0b')];
  expect(await carrier.handOff({ ...text, channel: 'voice' }, soon())).toEqual({ ok: true, id: 'CA0b' });
  expect(asked[0]).toMatchObject({
    path: '/2010-04-01/Accounts/AC0123/Calls.json',
    form: {
      To: '+15125550142',
      From: '+15125550100',
      Url: 'https://stop.example/api/webhooks/twilio/voice',
      StatusCallback: 'https://stop.example/api/webhooks/twilio/call-status',
      StatusCallbackEvent: 'completed',
    },
  });
});

describe('what Twilio refuses was not taken', () => {
  test('a number that replied STOP is blocked', async () => {
    answers = [refused(400, 21610, 'Attempt to send to unsubscribed recipient')];
    expect(await carrier.handOff(text, soon())).toEqual({
      ok: false,
      code: '21610',
      problem: 'They replied STOP, so the carrier delivers no texts to them.',
      refuses: 'person',
    });
  });

  test('with an error of no meaning to us, its own words are kept', async () => {
    answers = [refused(400, 99999, 'The moon is in the wrong house.')];
    expect(await carrier.handOff(text, soon())).toEqual({
      ok: false,
      code: '99999',
      problem: 'The moon is in the wrong house.',
      refuses: 'message',
    });
  });

  test('without a number to send from it is not even asked', async () => {
    expect(await carrier.handOff({ ...text, from: null }, soon())).toMatchObject({
      ok: false,
      refuses: 'account',
    });
    expect(asked).toHaveLength(0);
  });

  test.each([
    ['wrong credentials', 401, 20003],
    ['a suspended account', 403, 20005],
    ['an account that is not active', 400, 10001],
    ['an account that is not there', 404, 20404],
    ['a refusal without a number', 403, undefined],
    ['a number that cannot text', 400, 21606],
    ['a number that is nobody’s', 400, 21659],
    ['a number of another account', 400, 21660],
    ['a number that may not call', 400, 21210],
  ])('%s would refuse every phone', async (_what, status, code) => {
    answers = [json(status, { status, code, message: 'No.' })];
    expect(await carrier.handOff(text, soon())).toMatchObject({ ok: false, refuses: 'account' });
  });

  test.each([
    ['a country that may not be texted', 403, 21408],
    ['a country that may not be called', 401, 21215],
    ['a landline', 400, 21614],
    ['a phone that this number does not reach', 400, 21612],
  ])('%s is one phone’s matter', async (_what, status, code) => {
    answers = [refused(status, code)];
    expect(await carrier.handOff(text, soon())).toMatchObject({ ok: false, refuses: 'message' });
  });

  test('asked too often it is asked again, for it has not taken it', async () => {
    answers = [refused(429, 20429), taken('SM0c')];
    expect(await carrier.handOff(text, soon())).toEqual({ ok: true, id: 'SM0c' });
    expect(asked).toHaveLength(2);
  });

  test('asked too often again and again, it is for a later moment', async () => {
    answers = Array.from({ length: 4 }, () => refused(429, 20429));
    expect(await carrier.handOff(text, soon())).toMatchObject({ ok: false, refuses: 'moment' });
    expect(asked).toHaveLength(4);
  });

  test('a queue of Twilio’s that is full empties by itself', async () => {
    answers = [refused(400, 21611)];
    expect(await carrier.handOff(text, soon())).toMatchObject({ ok: false, refuses: 'moment' });
  });

  test('a limit of the day is no matter of a moment', async () => {
    answers = Array.from({ length: 4 }, () => refused(429, 63038));
    expect(await carrier.handOff(text, soon())).toMatchObject({
      refuses: 'account',
      problem: 'Twilio takes no more messages of this account’s today.',
    });
  });
});

describe('what may have been taken throws, and is asked once', () => {
  test.each([
    ['an error of theirs', json(503, { status: 503, code: 20503, message: 'Busy' })],
    ['a broken connection', (response: http.ServerResponse) => void response.socket?.destroy()],
    ['an answer that is no JSON', (response: http.ServerResponse) => response.writeHead(201).end('<html>')],
    ['a timeout of theirs', refused(408, 20408)],
  ])('%s', async (_what, answer) => {
    answers = [answer];
    await expect(carrier.handOff(text, soon())).rejects.toThrow();
    expect(asked).toHaveLength(1);
  });

  test('no answer within the signal’s time', async () => {
    answers = [() => {}];
    const abort = new AbortController();
    const handed = carrier.handOff(text, abort.signal);
    handed.catch(() => {});
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    abort.abort();
    await expect(handed).rejects.toThrow();
  });
});

describe('the carrier of a deployment', () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    ['nothing', {}, 'simulator'],
    ['only the token, which verifies webhooks', { TWILIO_AUTH_TOKEN: 'a token' }, 'simulator'],
    ['both', { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'a token' }, 'twilio'],
  ])('with %s', (_what, variables: Record<string, string>, name) => {
    for (const variable of ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'])
      vi.stubEnv(variable, variables[variable]);
    expect(findCarrier().name).toBe(name);
  });
});
