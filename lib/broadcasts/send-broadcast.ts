import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { arrayOf } from '@/db/array';
import { transaction, type Transaction } from '@/db/client';
import { broadcastRecipients, broadcasts, type Broadcast } from '@/db/schema';
import type { ApiKeyId, BroadcastId, E164, SuppressionReason, UserId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { screened } from '@/lib/opt-outs/screened';
import type { Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { audiencePhones, listedInvalid, readInputs } from './audience';
import { refuseMissing } from './find-missing';
import { findRequestedIn, type Queued, type QueueCounts } from './find-requested';
import { MOST_RECIPIENTS, type Audience, type Composition } from './input';
import { wakeDelivery } from './wake';

/**
 * Queues a broadcast: makes sure that every phone has its state row, which a hand-off and an opt-out both
 * hold, and files each phone as queued, suppressed or held, by one statement. Nothing is handed over here.
 */
export async function sendBroadcast(
  ctx: Context,
  { audience, ...composition }: Composition & { audience: Audience },
): Promise<Outcome<Queued>> {
  authorize(ctx, 'broadcasts.send');
  const { phones, invalid } = await readInputs(ctx, audience.phones);
  const now = ctx.now();
  const isLater = composition.scheduledAt !== null && composition.scheduledAt > now;
  const status = isLater ? 'scheduled' : 'sending';
  const queued = await undoneWhenRefused<Queued>(ctx, async (tx) => {
    const id = await insertBroadcast(tx, ctx, {
      ...composition,
      kind: 'broadcast',
      status,
      startedAt: isLater ? null : now,
      requestKey: ctx.requestKey ?? null,
    });
    if (id === null) return { ok: true, ...(await requireRequested(tx, ctx)) };
    const counts = await queueRecipients(tx, ctx, { id, ...composition, phones, audience });
    const missing = await refuseMissing(tx, ctx, audience);
    if (missing) return missing;
    if (counts.recipients === 0)
      return refused('no_recipients', 'There is no phone number among the recipients.', 'recipients');
    if (counts.recipients > MOST_RECIPIENTS)
      return refused('too_many', 'Send to at most 100,000 phones at once.', 'recipients');
    const listed = await keepInvalid(tx, ctx, id, invalid, audience.lists);
    await tx.execute(
      sql`update broadcasts set recipients = ${counts.recipients}::int, invalid = ${listed}::int where account_id = ${ctx.account.id}::bigint and id = ${id}::bigint`,
    );
    return { ok: true, id, status, counts: { ...counts, invalid: listed } };
  });
  if (queued.ok) wakeDelivery();
  return queued;
}

/** An answer from the Inbox: one text to one phone, through the same queue and the same gate. */
export async function sendAnswer(
  ctx: Context,
  { phone, message }: { phone: E164; message: string },
): Promise<Outcome<{ id: BroadcastId }>> {
  authorize(ctx, 'broadcasts.send');
  const sent = await undoneWhenRefused<{ id: BroadcastId }>(ctx, async (tx) => {
    const composition = { channel: 'text', message, scheduledAt: null } as const;
    const id = await insertBroadcast(tx, ctx, {
      ...composition,
      kind: 'conversation',
      status: 'sending',
      startedAt: ctx.now(),
      requestKey: null,
    });
    if (id === null) throw new Error('no broadcast came back');
    const audience = { contacts: [], groups: [], lists: [] };
    const counts = await queueRecipients(tx, ctx, { id, ...composition, phones: [phone], audience });
    if (counts.queued === 0) {
      const reason = await whyNot(tx, ctx, id);
      return refused(reason, NOT_SENT[reason], 'message');
    }
    return { ok: true, id };
  });
  if (sent.ok) wakeDelivery();
  return sent;
}

/** Why the one recipient of an answer is not sent it. */
async function whyNot(tx: Transaction, ctx: Context, id: BroadcastId): Promise<SuppressionReason> {
  const [only] = await tx
    .select({ reason: broadcastRecipients.reason })
    .from(broadcastRecipients)
    .where(and(eq(broadcastRecipients.accountId, ctx.account.id), eq(broadcastRecipients.broadcastId, id)));
  if (!only?.reason) throw new Error('an answer was not queued, for no reason');
  return only.reason;
}

const NOT_SENT: Record<SuppressionReason, string> = {
  opted_out: 'This number is opted out of texts, so this was not sent.',
  needs_review: 'Decide first whether this person asked to stop; until then nothing is sent.',
  unapplied_reply: 'They have just replied, and that is looked at first. Try again in a minute.',
};

/** The transaction of a verb that may find out late that it must not: then nothing of it stays. */
async function undoneWhenRefused<Done extends object>(
  ctx: Context,
  work: (tx: Transaction) => Promise<Outcome<Done>>,
): Promise<Outcome<Done>> {
  let refusal: Outcome<Done> | undefined;
  try {
    return await transaction(ctx.account.id, async (tx) => {
      const outcome = await work(tx);
      if (!outcome.ok) {
        refusal = outcome;
        tx.rollback();
      }
      return outcome;
    });
  } catch (error) {
    if (refusal) return refusal;
    throw error;
  }
}

/** Null: the same request queued it before. */
async function insertBroadcast(
  tx: Transaction,
  ctx: Context,
  row: Pick<
    Broadcast,
    'kind' | 'channel' | 'message' | 'scheduledAt' | 'status' | 'startedAt' | 'requestKey'
  >,
): Promise<BroadcastId | null> {
  const { kind, id, name } = ctx.actor;
  const [inserted] = await tx
    .insert(broadcasts)
    .values({
      ...row,
      accountId: ctx.account.id,
      userId: kind === 'user' ? (id as UserId) : null,
      apiKeyId: kind === 'api_key' ? (id as ApiKeyId) : null,
      userName: name,
      createdAt: ctx.now(),
      recipients: 1,
      invalid: 0,
    })
    .onConflictDoNothing()
    .returning({ id: broadcasts.id });
  return inserted?.id ?? null;
}

async function requireRequested(tx: Transaction, ctx: Context): Promise<Queued> {
  const queued = await findRequestedIn(tx, ctx);
  if (!queued) throw new Error('a request that was carried out left nothing');
  return queued;
}

type Queueing = Pick<Composition, 'channel'> & {
  id: BroadcastId;
  phones: readonly E164[];
  audience: Omit<Audience, 'phones'>;
};

async function queueRecipients(
  tx: Transaction,
  ctx: Context,
  { id, channel, phones, audience }: Queueing,
): Promise<Omit<QueueCounts, 'invalid'>> {
  const account = sql`${ctx.account.id}::bigint`;
  const [counts] = await tx.execute<Omit<QueueCounts, 'invalid'>>(sql`
    with audience as materialized (${audiencePhones(ctx, phones, audience)}),
    ensured as (
      insert into phones (account_id, phone, seq) select ${account}, phone, 0 from audience order by phone
      on conflict (account_id, phone) do nothing),
    recipients as (
      insert into broadcast_recipients (account_id, broadcast_id, phone, channel, status, reason, since, source)
      select ${account}, ${id}::bigint, s.phone, ${channel}::text,
        case when s.reason is null then 'queued' when s.reason = 'needs_review' then 'held' else 'suppressed' end,
        s.reason, s.since, s.source
      from (${screened(ctx, channel, sql`select phone from audience`)}) s
      order by s.phone
      returning status)
    select count(*)::int as recipients, count(*) filter (where status = 'queued')::int as queued,
      count(*) filter (where status = 'suppressed')::int as suppressed,
      count(*) filter (where status = 'held')::int as held
    from recipients`);
  if (!counts) throw new Error('no counts came back');
  return counts;
}

/** Keeps what is no phone beside the recipients, and says how many there are. */
async function keepInvalid(
  tx: Transaction,
  ctx: Context,
  id: BroadcastId,
  invalid: readonly { input: string; reason: string }[],
  lists: Audience['lists'],
): Promise<number> {
  const inputs = arrayOf(
    invalid.map(({ input }) => input),
    'text',
  );
  const reasons = arrayOf(
    invalid.map(({ reason }) => reason),
    'text',
  );
  const kept = await tx.execute(sql`
    insert into broadcast_invalid (account_id, broadcast_id, n, input, reason)
    select ${ctx.account.id}::bigint, ${id}::bigint, row_number() over (), input, reason from (
      select input, reason from unnest(${inputs}, ${reasons}) as i (input, reason)
      union all select input, reason from (${listedInvalid(ctx, lists)}) l) i
    returning n`);
  return kept.length;
}

const refused = (reason: string, message: string, field: string) => ({
  ok: false as const,
  reason,
  message,
  fields: [{ field, message }],
});
