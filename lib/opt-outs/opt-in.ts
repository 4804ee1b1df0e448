import 'server-only';
import { and, eq } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { phones, type PhoneState } from '@/db/schema';
import type { E164, Source } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { record } from '@/lib/ledger/record';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import type { Consent } from './input';
import { latestOf, listStanding } from './list-standing';
import {
  CONSENT_OLDER,
  consentDayProblem,
  consentStatement,
  isOlderConsent,
  whoMayReopen,
  type Channels,
} from './policy';

export type OptInRequest = {
  phone: E164;
  channels: Channels;
  consent: Consent;
  /** The moment they asked, where it is known as exactly as that; a day alone may be the day of the closing. */
  askedAt?: Date;
  /** The last event of the phone that the user saw; a newer closing refuses the request. */
  seen: number;
  source?: Source;
  /** What else proves the consent, beside what was attested. */
  evidence?: Record<string, unknown>;
};

export type HandsetOptIn = {
  phone: E164;
  words: string;
  /** The account's number that was texted. */
  to: E164 | null;
  evidence?: Record<string, unknown>;
};

/** Reopens channels with the consent that a user attests. Nothing is changed when any part is refused. */
export async function optIn(ctx: Context, request: OptInRequest): Promise<Outcome<{ reopened: Channels }>> {
  authorize(ctx, 'opt_outs.opt_in');
  return transaction(ctx.account.id, async (tx) =>
    reopenWithConsent(tx, ctx, await lockPhone(tx, ctx, request.phone), request),
  );
}

/**
 * The recipient texted UNSTOP or START: text opens and its lock is released; voice stays as it is.
 * Runs under the only database role that may release a lock.
 */
export async function optInFromHandset(ctx: Context, request: HandsetOptIn): Promise<{ reopened: boolean }> {
  return transaction(ctx.account.id, (tx) => optInFromHandsetWithin(tx, ctx, request), { as: 'handset' });
}

/** The same as part of a greater change; the transaction must be of the handset's role. */
export async function optInFromHandsetWithin(
  tx: Transaction,
  ctx: Context,
  { phone, words, to, evidence }: HandsetOptIn,
): Promise<{ reopened: boolean; voiceClosed: boolean }> {
  authorize(ctx, 'opt_outs.opt_in');
  const state = await lockPhone(tx, ctx, phone);
  const voiceClosed = Boolean(state?.voiceClosedAt);
  if (!state?.textClosedAt) return { reopened: false, voiceClosed };
  await reopen(tx, ctx, state, { voice: false, text: true }, 'text_reply', null, { words, to, ...evidence });
  return { reopened: true, voiceClosed };
}

/** Holds the phone's state until the transaction ends: whoever closes it meanwhile waits. */
export async function lockPhone(tx: Transaction, ctx: Context, phone: E164): Promise<PhoneState | undefined> {
  const [state] = await tx.select().from(phones).where(ofPhone(ctx, phone)).for('update');
  return state;
}

export async function reopenWithConsent(
  tx: Transaction,
  ctx: Context,
  state: PhoneState | undefined,
  { phone, channels, consent, askedAt, seen, source = 'manual', evidence }: OptInRequest,
): Promise<Outcome<{ reopened: Channels }>> {
  const closed = { voice: Boolean(state?.voiceClosedAt), text: Boolean(state?.textClosedAt) };
  const opening = { voice: channels.voice && closed.voice, text: channels.text && closed.text };
  if (!state || !(opening.voice || opening.text)) {
    return { ok: false, reason: 'not_opted_out', message: 'This number is not opted out of that any more.' };
  }
  if (opening.text && whoMayReopen('text', { locked: Boolean(state.textLockedAt) }) === 'recipient') {
    return {
      ok: false,
      reason: 'recipient_must_text_unstop',
      message: `Only this person can lift it: they must text UNSTOP to ${textNumberOf(ctx)}.`,
    };
  }
  if (seen > state.seq) {
    return {
      ok: false,
      reason: 'not_seen',
      message: 'This request names an event that does not exist. Read the history again.',
    };
  }
  const closings = await listStanding(tx, ctx, phone);
  if (closings.some(({ seq }) => seq > seen)) {
    return {
      ok: false,
      reason: 'newer_opt_out',
      message:
        'This person opted out again while you were looking. Read the newest line of the history before you go on.',
    };
  }
  const latest = latestOf(closings);
  const days = [opening.voice && latest.voice, opening.text && latest.text].filter((at): at is Date =>
    Boolean(at),
  );
  const latestDay =
    days
      .map((at) => localDay(at, ctx.account.timeZone))
      .sort()
      .at(-1) ?? '';
  const problem =
    consentDayProblem(consent.day, latestDay, localDay(ctx.now(), ctx.account.timeZone)) ??
    (askedAt && days.some((closed) => isOlderConsent(askedAt, closed)) ? CONSENT_OLDER : null);
  if (problem) {
    return {
      ok: false,
      reason: 'consent_day',
      message: problem,
      fields: [{ field: 'day', message: problem }],
    };
  }
  await reopen(tx, ctx, state, opening, source, consent.note, {
    ...evidence,
    method: consent.method,
    day: consent.day,
    statement: consentStatement(opening, ctx.account.name, formatPhone(phone, ctx.account.country)),
  });
  return { ok: true, reopened: opening };
}

/** What to tell people to text UNSTOP to. */
export const textNumberOf = ({ account }: Context) =>
  account.textNumber ? formatPhone(account.textNumber, account.country) : 'your text number';

async function reopen(
  tx: Transaction,
  ctx: Context,
  state: PhoneState,
  opening: Channels,
  source: Source,
  note: string | null,
  evidence: Record<string, unknown>,
): Promise<void> {
  const seq = state.seq + 1;
  await tx
    .update(phones)
    .set({
      seq,
      ...(opening.voice && { voiceClosedAt: null, voiceSource: null, voiceSeq: null }),
      ...(opening.text && { textClosedAt: null, textSource: null, textSeq: null }),
      ...(opening.text && state.textLockedAt && { textLockedAt: null, textLock: null, textLockSeq: null }),
    })
    .where(ofPhone(ctx, state.phone));
  await record(tx, ctx, {
    phone: state.phone,
    seq,
    action: 'opt_in',
    source,
    ...opening,
    changedLock: opening.text && Boolean(state.textLockedAt),
    note,
    evidence: { ...evidence, prior: prior(state) },
  });
}

const prior = (state: PhoneState) => ({
  voice: state.voiceClosedAt && { since: state.voiceClosedAt, source: state.voiceSource },
  text: state.textClosedAt && { since: state.textClosedAt, source: state.textSource, lock: state.textLock },
});

const ofPhone = (ctx: Context, phone: E164) =>
  and(eq(phones.accountId, ctx.account.id), eq(phones.phone, phone));
