import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction, type Transaction } from '@/db/client';
import { accounts, broadcasts, type Account, type Broadcast } from '@/db/schema';
import type { AccountId, BroadcastId, Channel, E164, Source } from '@/db/vocabulary';
import type { Carrier, CarrierAnswer, Refused } from '@/lib/carriers/carrier';
import { log } from '@/lib/log';
import { unapplied } from '@/lib/opt-outs/unapplied';
import { closeBlocked, keepBlocks } from './blocks';
import { firstTextNotice } from './policy';
import { pauseRefused } from './steer-broadcast';

/** A carrier that has not answered by then may have it or not. An opt-out waits no longer than this. */
const PATIENCE_MS = 3_000;

export type Hand = {
  account: AccountId;
  broadcast: BroadcastId;
  worker: string;
  /** Claimed by this worker, ascending. */
  phones: readonly E164[];
  carrier: Carrier;
  now: () => Date;
};

/** What becomes of a recipient in hand. */
type Fate =
  | { to: 'sent'; carrierId: string }
  | { to: 'failed'; errorCode: string; problem: string }
  | { to: 'unknown'; problem: string }
  | { to: 'suppressed' | 'held'; reason: string; since: Date | null; source: Source | null }
  | { to: 'queued' | 'cancelled' };

/**
 * The gate. One transaction holds the state row of every phone that is open, from the moment it reads it so
 * until the carrier has answered: an opt-out has either committed before, and is seen, or waits until it is
 * done. A phone that is being closed this moment goes back to the queue. If anything here throws, what may
 * have been handed over stays in hand, and becomes unknown; in doubt nothing is sent.
 * What follows from refusals comes after it: a closing and a pause both wait for hand-offs like this one.
 */
export async function handOff(hand: Hand): Promise<void> {
  const done = await transaction(hand.account, async (tx) => {
    const mine = await holdClaims(tx, hand);
    if (mine.size === 0) return null;
    const [account, broadcast] = await holdBroadcast(tx, hand);
    if (broadcast.status !== 'sending') {
      const to = broadcast.status === 'cancelled' ? ('cancelled' as const) : ('queued' as const);
      await settle(tx, hand, new Map([...mine.keys()].map((phone) => [phone, { to }])), null);
      return null;
    }
    const { open, fates, at } = await lookAtStates(tx, hand, broadcast.channel, [...mine.keys()]);
    const deliver = (phone: E164) => deliverOne(hand, account, broadcast, phone, mine.get(phone) === true);
    const answers = await Promise.all(open.map(async (phone) => [phone, await deliver(phone)] as const));
    for (const [phone, answer] of answers) fates.set(phone, fateOf(answer, broadcast.kind));
    await settle(tx, hand, fates, at);
    const refusals = answers.filter(isRefusal);
    const phones = refusals.filter(([, { refuses }]) => refuses === 'person').map(([phone]) => phone);
    const blocked = { phones, handedOffAt: new Date(at) };
    await keepBlocks(tx, hand, blocked);
    return { refusals, blocked, kind: broadcast.kind };
  });
  if (!done) return;
  await closeBlocked(hand, done.blocked);
  const [, refusal] = done.refusals.find(([, { refuses }]) => pausesFor(refuses, done.kind)) ?? [];
  if (refusal) {
    log.warn({ broadcast: hand.broadcast, code: refusal.code }, 'the carrier refuses the account; paused');
    await pauseRefused(hand.account, hand.broadcast, refusal.problem);
  }
}

type Refusal = Extract<CarrierAnswer, { ok: false }>;
const isRefusal = (each: readonly [E164, CarrierAnswer | null]): each is [E164, Refusal] =>
  each[1]?.ok === false;

/** Whether it is worth waiting for the account to be mended. An answer from the Inbox is not: its writer sees it fail. */
const pausesFor = (refuses: Refused, kind: Broadcast['kind']) =>
  refuses === 'account' && kind === 'broadcast';

/** The recipients that are still this worker's; what another has given up on in the meantime is not touched. */
async function holdClaims(tx: Transaction, hand: Hand): Promise<Map<E164, boolean>> {
  const rows = await tx.execute<{ phone: string; with_notice: boolean }>(sql`
    select phone::text, with_notice from broadcast_recipients
    where ${ofHand(hand)} and phone = any (${digitsOf(hand.phones)})
      and status = 'handing_off' and claimed_by = ${hand.worker}::uuid
    order by broadcast_recipients.phone for update`);
  return new Map(rows.map((row) => [`+${row.phone}` as E164, row.with_notice]));
}

/** Held too, so that after a cancel or a pause has answered no hand-off begins. */
async function holdBroadcast(tx: Transaction, hand: Hand): Promise<[Account, Broadcast]> {
  const [broadcast] = await tx
    .select()
    .from(broadcasts)
    .where(and(eq(broadcasts.accountId, hand.account), eq(broadcasts.id, hand.broadcast)))
    .for('share');
  const [account] = await tx.select().from(accounts).where(eq(accounts.id, hand.account));
  if (!broadcast || !account) throw new Error('a recipient without its broadcast');
  return [account, broadcast];
}

type State = { phone: string; since: string | null; source: Source | null };

/**
 * Reads and holds the states in one act, skipping those that are being changed; then looks for reviews and
 * replies that wait, by a statement of its own: its snapshot is later than the locks, as it must be.
 */
async function lookAtStates(tx: Transaction, hand: Hand, channel: Channel, phones: readonly E164[]) {
  const [since, source] = CLOSED[channel];
  const states = await tx.execute<State>(sql`
    select phone::text, ${since}::text as since, ${source} as source from phones
    where account_id = ${hand.account}::bigint and phone = any (${digitsOf(phones)})
    order by phones.phone for share skip locked`);
  const [waits] = await tx.execute<{
    at: string;
    reviewed: string[];
    unapplied: Record<string, Source> | null;
  }>(sql`
    select clock_timestamp()::text as at,
      array(select phone::text from reviews where account_id = ${hand.account}::bigint
        and decided_at is null and phone = any (${digitsOf(phones)})) as reviewed,
      (select json_object_agg(phone, source) from (
        select phone, min(source) as source from (${unapplied(hand.account)}) u
        where phone = any (${digitsOf(phones)}) group by phone) u) as unapplied`);
  if (!waits) throw new Error('the state could not be read');
  const waiting = new Map(Object.entries(waits.unapplied ?? {}));
  const held = new Map(states.map((state) => [`+${state.phone}` as E164, state]));
  const fates = new Map<E164, Fate>();
  const open: E164[] = [];
  for (const phone of phones) {
    const state = held.get(phone);
    const digits = phone.slice(1);
    if (!state) fates.set(phone, { to: 'queued' });
    else if (state.since !== null) {
      const since = new Date(state.since);
      fates.set(phone, { to: 'suppressed', reason: 'opted_out', since, source: state.source });
    } else if (waits.reviewed.includes(digits)) {
      fates.set(phone, { to: 'held', reason: 'needs_review', since: null, source: 'text_reply' });
    } else if (waiting.has(digits)) {
      const source = waiting.get(digits) ?? null;
      fates.set(phone, { to: 'suppressed', reason: 'unapplied_reply', since: null, source });
    } else open.push(phone);
  }
  return { open, fates, at: waits.at };
}

const CLOSED = {
  voice: [sql`voice_closed_at`, sql`voice_source`],
  text: [sql`text_closed_at`, sql`text_source`],
} as const;

/** Null: no answer, so nobody knows whether it was taken. */
async function deliverOne(
  { account: id, carrier }: Hand,
  account: Account,
  { channel, message, id: broadcastId }: Broadcast,
  phone: E164,
  withNotice: boolean,
): Promise<CarrierAnswer | null> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const unanswered = new Promise<null>((resolve) =>
    signal.addEventListener('abort', () => resolve(null), { once: true }),
  );
  const delivery = {
    account: id,
    phone,
    channel,
    from: account.textNumber,
    message: withNotice ? firstTextNotice(message) : message,
    broadcastId,
  };
  const answered = carrier.handOff(delivery, signal).catch((error: unknown) => {
    if (!signal.aborted) log.warn({ err: error }, 'the carrier did not answer');
    return null;
  });
  return Promise.race([answered, unanswered]);
}

function fateOf(answer: CarrierAnswer | null, kind: Broadcast['kind']): Fate {
  if (!answer) return { to: 'unknown', problem: 'The carrier did not answer in time.' };
  if (answer.ok) return { to: 'sent', carrierId: answer.id };
  if (answer.refuses === 'moment' || pausesFor(answer.refuses, kind)) return { to: 'queued' };
  return { to: 'failed', errorCode: answer.code, problem: answer.problem };
}

/** Writes what became of each. A guard of the database refuses "sent" for a channel that is closed. */
async function settle(tx: Transaction, hand: Hand, fates: Map<E164, Fate>, at: string | null): Promise<void> {
  const rows = [...fates].map(([phone, fate]) => ({ phone: phone.slice(1), ...fate }));
  await tx.execute(sql`
    update broadcast_recipients r
    set status = f."to", claimed_by = null,
      claimed_until = case when f."to" = 'queued' then clock_timestamp() + interval '1 second' end,
      handed_off_at = case when f."to" in ('sent', 'failed', 'unknown') then ${at}::timestamptz end,
      carrier_id = f."carrierId", error_code = f."errorCode", problem = f.problem,
      reason = f.reason, since = f.since, source = f.source
    from json_to_recordset(${JSON.stringify(rows)}::json) as f (phone bigint, "to" text, "carrierId" text,
      "errorCode" text, problem text, reason text, since timestamptz, source text)
    where ${ofHand(hand, 'r.')} and r.phone = any (${digitsOf([...fates.keys()])}) and r.phone = f.phone`);
}

const digitsOf = (phones: readonly E164[]) =>
  arrayOf(
    phones.map((phone) => phone.slice(1)),
    'bigint',
  );

const ofHand = ({ account, broadcast }: Hand, of = '') =>
  sql`${sql.raw(`${of}account_id`)} = ${account}::bigint and ${sql.raw(`${of}broadcast_id`)} = ${broadcast}::bigint`;
