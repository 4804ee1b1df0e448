import 'server-only';
import { sql } from 'drizzle-orm';
import { database, transaction } from '@/db/client';
import type { AccountId, Country, E164 } from '@/db/vocabulary';
import type { Outcome } from '@/lib/outcome';
import { isE164, parsePhone } from '@/lib/phone';
import { contextWithin } from './account-context';
import { applyNow } from './apply-now';
import { storeMessage } from './store-message';

/** A text that a handset sent to a number of the account's. */
export type InboundMessage = {
  /** The provider's id of it; the same one is taken once, for ever. */
  providerId: string;
  from: string;
  to: string;
  body: string;
  /** The provider's own time, where it gives one. */
  sentAt?: Date | null;
  /** Twilio's `OptOutType`: it has read the word itself, and answers it itself. */
  optOutType?: string | null;
};

/** Where one does not write E.164, which is the same in every country. */
const COUNTRY = 'US' as Country;

/**
 * Takes a text from a handset: keeps it, then does what it asks, at once or, where the phone is held for long,
 * by the job. Answers with the text to send back, or null. When it throws, nothing was kept.
 */
export async function receiveMessage(
  message: InboundMessage,
  now: Date,
): Promise<Outcome<{ answer: string | null }>> {
  const to = readPhone(message.to, COUNTRY);
  const account = to && (await findTextNumber(to));
  if (!to || account === null) return refused('unknown_number', 'No account has this text number.');
  const kept = await transaction(account, async (tx) => {
    const ctx = await contextWithin(tx, account, 'recipient', now);
    const from = readPhone(message.from, ctx.account.country);
    if (!from) return null;
    const { providerId, body, sentAt = null, optOutType = null } = message;
    const arrival = { providerId, phone: from, sentTo: to, body, sentAt, optOutType };
    return { ctx, stored: await storeMessage(tx, ctx, arrival) };
  });
  if (!kept) return refused('not_a_phone', 'The sender is no phone number.');
  const { ctx, stored } = kept;
  if (!stored) return { ok: true, answer: null };
  return {
    ok: true,
    answer: stored.appliedAt ? stored.answer : await applyNow(ctx, stored.phone, stored),
  };
}

/** A carrier knows whose number it is: in its own notation nothing is second-guessed, as it is where a person typed. */
function readPhone(written: string, country: Country): E164 | null {
  if (isE164(written)) return written;
  const reading = parsePhone(written, country);
  return reading.ok ? reading.phone : null;
}

async function findTextNumber(phone: E164): Promise<AccountId | null> {
  const [found] = await database().execute<{ account_id: string }>(
    sql`select account_id from find_text_number(${phone.slice(1)}::bigint)`,
  );
  return found ? (Number(found.account_id) as AccountId) : null;
}

const refused = (reason: string, message: string) => ({ ok: false, reason, message }) as const;
