import 'server-only';
import { z } from 'zod';
import { EVENT_ACTIONS, type E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { startOfDay } from '@/lib/format';
import type { HistoryLine } from '@/lib/ledger/view';
import { Actor, Channel, MomentOut, PhoneOut, Source } from './words';

export const ConsentEvent = z
  .object({
    id: z.string().describe('Stays the same for ever: the digits of the phone and the place in its history.'),
    phone: PhoneOut,
    action: z.enum(EVENT_ACTIONS),
    channels: z.array(Channel).describe('What the event speaks of, whether or not it changed them.'),
    source: Source,
    actor: Actor,
    occurred_at: MomentOut.describe(
      'When the person said it, where that is known (the beginning of the day where only the day is); else as `recorded_at`.',
    ),
    recorded_at: MomentOut,
    evidence: z
      .record(z.string(), z.unknown())
      .describe('What proves it: the words texted, the consent attested, the file and its row, a note.'),
  })
  .meta({ id: 'ConsentEvent', description: 'One line of the ledger. It never changes.' });
export type ConsentEvent = z.infer<typeof ConsentEvent>;

export const consentEvent = (ctx: Context, phone: E164, line: HistoryLine): ConsentEvent => ({
  id: `${phone.slice(1)}-${line.seq}`,
  phone,
  action: line.action,
  channels: line.channels,
  source: line.source,
  actor: { kind: line.actor.kind, name: line.actor.name },
  occurred_at: occurredAt(ctx, line),
  recorded_at: line.recordedAt.toISOString(),
  evidence: {
    ...line.evidence,
    ...(line.askedOn !== null && { asked_on: line.askedOn }),
    ...(line.note !== null && { note: line.note }),
    ...(line.upload && { upload: line.upload }),
  },
});

function occurredAt(ctx: Context, { evidence, askedOn, recordedAt }: HistoryLine): string {
  if (typeof evidence?.occurred_at === 'string') return evidence.occurred_at;
  return (askedOn ? startOfDay(askedOn, ctx.account.timeZone) : recordedAt).toISOString();
}
