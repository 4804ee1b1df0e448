import 'server-only';
import { z } from 'zod';
import { OPT_OUT_TYPES, type E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { FoundOptOut } from '@/lib/opt-outs/find-opt-out';
import type { OptOutRow } from '@/lib/opt-outs/view';
import { ConsentEvent, consentEvent } from './consent-event';
import { Actor, ChannelsIn, MomentIn, MomentOut, PhoneIn, PhoneOut, Source } from './words';

const voice = z.object({ opted_out_at: MomentOut, source: Source });
const text = voice.extend({
  locked: z.boolean().describe('Only the handset itself may reopen it, by texting UNSTOP.'),
});

export const OptOut = z
  .object({
    phone: PhoneOut,
    type: z.enum(OPT_OUT_TYPES).nullable().describe('Null when nothing is closed.'),
    voice: voice.nullable(),
    text: text.nullable(),
    added_at: MomentOut.nullable().describe('When the earliest of the closings that stand now was recorded.'),
    added_by: Actor.nullable(),
  })
  .meta({
    id: 'OptOut',
    description: 'A phone and what is closed of it.',
    examples: [
      {
        phone: '+15125550142',
        type: 'text',
        voice: null,
        text: { opted_out_at: '2026-11-23T15:00:00.000Z', source: 'text_reply', locked: true },
        added_at: '2026-11-23T15:00:00.000Z',
        added_by: { kind: 'recipient', name: 'Recipient' },
      },
    ],
  });
export type OptOut = z.infer<typeof OptOut>;

export const OptOutWithHistory = OptOut.extend({
  history: z.array(ConsentEvent).describe('Newest first, at most 500.'),
}).meta({
  id: 'OptOutWithHistory',
  description: 'A phone, what is closed of it, and all that was ever said.',
});

export const OptOutList = z
  .object({
    data: z.array(OptOut),
    next_cursor: z.string().nullable().describe('Null on the last page.'),
  })
  .meta({ id: 'OptOutList' });

export const NewOptOut = z
  .strictObject({
    phone: PhoneIn,
    channels: ChannelsIn,
    note: z.string().trim().max(2000, 'Keep the note under 2,000 characters.').optional(),
    occurred_at: MomentIn.optional().describe('When the person asked; not in the future.'),
  })
  .meta({ id: 'NewOptOut' });

/** A row of the report; for a phone without one, that nothing is closed. */
export const optOutBody = (phone: E164, row: OptOutRow | null): OptOut => ({
  phone,
  type: row?.type ?? null,
  voice: row?.voice ? { opted_out_at: row.voice.since.toISOString(), source: row.voice.source } : null,
  text: row?.text
    ? {
        opted_out_at: row.text.since.toISOString(),
        source: row.text.source,
        locked: row.text.lock !== null,
      }
    : null,
  added_at: row?.addedAt.toISOString() ?? null,
  added_by: row ? { kind: row.addedBy.kind, name: row.addedBy.name } : null,
});

export const optOutWithHistory = (
  ctx: Context,
  { phone, row, history }: FoundOptOut,
): z.infer<typeof OptOutWithHistory> => ({
  ...optOutBody(phone, row),
  history: history.map((line) => consentEvent(ctx, phone, line)),
});
