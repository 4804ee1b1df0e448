import 'server-only';
import { z } from 'zod';
import { BROADCAST_STATUSES, type BroadcastId } from '@/db/vocabulary';
import { requireBroadcast } from '@/lib/broadcasts/find-broadcast';
import { findRequested, type Queued } from '@/lib/broadcasts/find-requested';
import { LONGEST_SCRIPT, MOST_RECIPIENTS, roomForText, tooLong } from '@/lib/broadcasts/input';
import { STOP_NOTICE } from '@/lib/broadcasts/policy';
import { sendBroadcast } from '@/lib/broadcasts/send-broadcast';
import { cancelBroadcast } from '@/lib/broadcasts/steer-broadcast';
import type { BroadcastLine } from '@/lib/broadcasts/view';
import type { Context } from '@/lib/context';
import { NotFound, type Outcome } from '@/lib/outcome';
import { Channel, MomentOut, wrongField } from './words';

const n = z.int().min(0);
const status = z.enum(BROADCAST_STATUSES).describe('`scheduled` until `schedule_at`; `done`: nobody waits.');
const queueCounts = {
  recipients: n.describe('All that was listed, each phone once. The counts beside it add up to this.'),
  queued: n.describe('Not messaged yet.'),
  suppressed: n.describe('Not messaged: opted out of the channel, or a reply waits to be applied.'),
  held: n.describe('Waiting until a user decides whether the phone’s reply asked to stop.'),
  invalid: n.describe('No phone numbers.'),
};

export const NewBroadcast = z
  .strictObject({
    channel: Channel,
    message: z
      .string('Write a message.')
      .trim()
      .min(1, 'Write a message.')
      .describe(
        `Up to ${roomForText('').toLocaleString('en-US')} characters as a text, ${LONGEST_SCRIPT.toLocaleString('en-US')} as a call. The first text to a phone carries “${STOP_NOTICE}” behind it, unless it says so itself.`,
      ),
    phones: z
      .array(z.union([z.string(), z.number()], 'A phone is a text or a number.'), 'List the phones.')
      .max(MOST_RECIPIENTS, 'Send to at most 100,000 phones at once.')
      .describe('Written any way. A phone gets one message, however often it is listed.'),
    schedule_at: z.iso
      .datetime({ offset: true, message: 'Write a time with its zone: 2027-01-31T15:00:00Z.' })
      .optional()
      .describe('ISO 8601 with a zone. Without it, at once.'),
  })
  .superRefine(({ channel, message }, ctx) => {
    const problem = tooLong(channel, message);
    if (problem) ctx.addIssue({ code: 'custom', path: ['message'], message: problem });
  })
  .meta({
    id: 'NewBroadcast',
    examples: [{ channel: 'text', message: 'School is closed today.', phones: ['(512) 555-0142'] }],
  });

export const QueuedBroadcast = z
  .object({ id: z.int(), status, counts: z.object(queueCounts) })
  .meta({ id: 'QueuedBroadcast' });

export const Broadcast = z
  .object({
    id: z.int(),
    status,
    channel: Channel,
    message: z.string(),
    created_at: MomentOut,
    schedule_at: MomentOut.nullable(),
    started_at: MomentOut.nullable(),
    finished_at: MomentOut.nullable(),
    counts: z.object({
      ...queueCounts,
      sent: n.describe('With the carrier, and no word yet of its arrival.'),
      delivered: n,
      failed: n,
      unknown: n.describe('The carrier may have it or not; never sent again by itself.'),
      cancelled: n,
      opted_out: n.describe('Opted out because of this broadcast. They are counted by their status too.'),
    }),
  })
  .meta({ id: 'Broadcast' });

/** A broadcast's id as it stands in an address; what is no id is not there. */
export function broadcastId(text = ''): BroadcastId {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new NotFound('broadcast', text);
  return Number(text) as BroadcastId;
}

export async function queueBroadcast(
  ctx: Context,
  { channel, message, phones, schedule_at }: z.output<typeof NewBroadcast>,
): Promise<Outcome<{ status: number; body: z.infer<typeof QueuedBroadcast> }>> {
  const requested = await findRequested(ctx);
  if (requested) return accepted(requested);
  const scheduledAt = schedule_at === undefined ? null : new Date(schedule_at);
  if (scheduledAt && isPast(scheduledAt, ctx.now()))
    return wrongField('schedule_at', 'That time has passed.');
  const audience = { phones, contacts: [], groups: [], lists: [] };
  const sent = await sendBroadcast(ctx, { channel, message, scheduledAt, audience });
  if (!sent.ok) return { ...sent, fields: [{ field: 'phones', message: sent.message }] };
  return accepted(sent);
}

function accepted({ id, status: stands, counts }: Queued) {
  const recipients = counts.recipients + counts.invalid;
  return { ok: true as const, status: 202, body: { id, status: stands, counts: { ...counts, recipients } } };
}

export const readBroadcast = async (ctx: Context, id: string | undefined) =>
  broadcastBody(await requireBroadcast(ctx, broadcastId(id)));

export async function cancel(
  ctx: Context,
  params: { broadcastId?: string },
): Promise<Outcome<{ status: number; body: z.infer<typeof Broadcast> }>> {
  const cancelled = await cancelBroadcast(ctx, broadcastId(params.broadcastId));
  if (!cancelled.ok) return cancelled;
  return { ok: true, status: 200, body: await readBroadcast(ctx, params.broadcastId) };
}

/** Clocks differ by a minute; a time further back is a slip, and in doubt nothing is sent. */
const isPast = (moment: Date, now: Date) => moment.getTime() < now.getTime() - 60_000;

function broadcastBody(line: BroadcastLine): z.infer<typeof Broadcast> {
  const { handing_off: inHand, recipients, queued, ...counts } = line.counts;
  return {
    id: line.id,
    status: line.status,
    channel: line.channel,
    message: line.message,
    created_at: line.createdAt.toISOString(),
    schedule_at: line.scheduledAt?.toISOString() ?? null,
    started_at: line.startedAt?.toISOString() ?? null,
    finished_at: line.finishedAt?.toISOString() ?? null,
    counts: { recipients: recipients + counts.invalid, queued: queued + inHand, ...counts },
  };
}
