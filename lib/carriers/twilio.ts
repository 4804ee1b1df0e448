import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Twilio } from 'twilio';
import type { E164 } from '@/db/vocabulary';
import type { Carrier, CarrierAnswer, Delivery, Refused } from './carrier';
import { aboutTheAccount, wordsForTwilio } from './twilio-words';

export type TwilioAccount = {
  accountSid: string;
  authToken: string;
  /** Our public address, where Twilio tells how it went and asks what to say. */
  authUrl: string;
};

type Outgoing = Delivery & { from: E164 };

const TWILIO = 'https://api.twilio.com';
/** Two lanes with fifty in hand each. The SDK's twenty would queue the rest past their time. */
const MOST_SOCKETS = 100;

/** The signal of the hand-off that a request belongs to; the SDK has no argument for it. */
const handOffs = new AsyncLocalStorage<AbortSignal>();

/**
 * Twilio, through its own SDK, which is loaded only here. `address` is for a stand-in under test; nothing
 * that a deployment can set changes it.
 */
export function twilioCarrier({ accountSid, authToken, authUrl }: TwilioAccount, address = TWILIO): Carrier {
  // From the start, so that the first hand-off need not wait for it; what fails then fails each hand-off.
  const client = loadClient(accountSid, authToken, address);
  client.catch(() => {});
  return {
    name: 'twilio',
    answersStop: true,
    async handOff({ from, ...delivery }, signal) {
      if (from === null) return NO_NUMBER;
      try {
        const twilio = await client;
        const { sid } = await handOffs.run(signal, () => create(twilio, authUrl, { ...delivery, from }));
        return { ok: true, id: sid };
      } catch (error) {
        const refusal = refusalOf(error);
        if (!refusal) throw error;
        return refusal;
      }
    },
  };
}

async function loadClient(accountSid: string, authToken: string, address: string): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  // Asked too often (429) it has not taken it, so that it may be asked again.
  const http = new twilio.RequestClient({
    maxSockets: MOST_SOCKETS,
    maxTotalSockets: MOST_SOCKETS,
    autoRetry: true,
  });
  http.axios.interceptors.request.use((config) => {
    config.signal = handOffs.getStore();
    config.url = config.url?.replace(TWILIO, address);
    return config;
  });
  return twilio(accountSid, authToken, { httpClient: http });
}

function create(
  twilio: Twilio,
  authUrl: string,
  { phone: to, from, channel, message }: Outgoing,
): Promise<{ sid: string }> {
  const webhook = (name: string) => `${authUrl}/api/webhooks/twilio/${name}`;
  if (channel === 'text')
    return twilio.messages.create({ to, from, body: message, statusCallback: webhook('message-status') });
  return twilio.calls.create({
    to,
    from,
    url: webhook('voice'),
    statusCallback: webhook('call-status'),
    statusCallbackEvent: ['completed'],
  });
}

const NO_NUMBER: CarrierAnswer = {
  ok: false,
  code: 'no_number',
  problem: 'The account has no number to send from.',
  refuses: 'account',
};

/** Null: not a refusal, so it may have been taken. */
function refusalOf(error: unknown): CarrierAnswer | null {
  const { status, code, message } = error as { status?: unknown; code?: unknown; message?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 499 || status === 408) return null;
  const number = typeof code === 'number' ? code : status;
  return {
    ok: false,
    code: String(number),
    problem: wordsForTwilio(number) ?? (typeof message === 'string' ? message : 'Twilio refused it.'),
    refuses: refusedBy(status, number),
  };
}

/**
 * A 401 or 403 is about the account, save where its number says that it is about one phone: a country that may
 * not be texted answers so too.
 */
function refusedBy(status: number, number: number): Refused {
  if (number === BLOCKED) return 'person';
  if (aboutTheAccount(number)) return 'account';
  if (status === 429 || number === QUEUE_IS_FULL) return 'moment';
  return (status === 401 || status === 403) && number < FIRST_ABOUT_A_MESSAGE ? 'account' : 'message';
}

/** They replied STOP to a number of ours. */
const BLOCKED = 21610;
/** Too many texts from our number wait there; they drain by themselves. */
const QUEUE_IS_FULL = 21611;
/** Below it Twilio's numbers are about accounts and requests. */
const FIRST_ABOUT_A_MESSAGE = 21_000;
