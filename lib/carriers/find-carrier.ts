import 'server-only';
import type { Carrier } from './carrier';
import { simulator } from './simulator';
import { twilioCarrier } from './twilio';

/** Made once, because it keeps connections. */
const shared = globalThis as { optOutTwilio?: Carrier };

/** The carrier of this deployment: Twilio with its SID and token, else the simulator. */
export function findCarrier(): Carrier {
  const accountSid = process.env.TWILIO_ACCOUNT_SID?.trim();
  const authToken = process.env.TWILIO_AUTH_TOKEN?.trim();
  if (!accountSid || !authToken) return simulator;
  const authUrl = process.env.AUTH_URL ?? '';
  return (shared.optOutTwilio ??= twilioCarrier({ accountSid, authToken, authUrl }));
}
