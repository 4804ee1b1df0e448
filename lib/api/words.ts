import 'server-only';
import { z } from 'zod';
import { ACTOR_KINDS, CHANNELS, SOURCES, type E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import type { Channels } from '@/lib/opt-outs/policy';
import { parsePhone } from '@/lib/phone';

/** The words that the API's requests and answers share. */

const EXAMPLE_PHONE = '+15125550142';

/** A phone on the way in. */
export const PhoneIn = z
  .union(
    [
      z.string().trim().min(1, 'Name a phone number.').max(200, 'That is too long for a phone number.'),
      // Above, a number in JSON has lost digits.
      z.int('Name a phone number.').min(1, 'Name a phone number.'),
    ],
    'Name a phone number.',
  )
  .describe('Written any way, as a text or a number: `(512) 555-0142`, `+1 512 555 0142`.')
  .meta({ examples: [EXAMPLE_PHONE] });

/** A phone on the way out. */
export const PhoneOut = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/)
  .describe('E.164.')
  .meta({ examples: [EXAMPLE_PHONE] });

export const Channel = z.enum(CHANNELS, 'Choose voice or text.');
export const Source = z.enum(SOURCES).describe('How a closing or a reopening came about.');

export const ChannelsIn = z
  .array(Channel, 'Choose voice, text or both.')
  .min(1, 'Choose voice, text or both.')
  .meta({ examples: [['voice', 'text']] });

/** A moment on the way out. */
export const MomentOut = z.iso.datetime().describe('ISO 8601, UTC.');

/** A moment on the way in: with its zone, or it would be anybody's guess. */
export const MomentIn = z.iso
  .datetime({ offset: true, message: 'Write a time with its zone: 2026-01-31T15:00:00Z.' })
  .describe('ISO 8601 with a zone; not in the future.')
  .meta({ examples: ['2026-11-23T15:00:00Z'] });

export const Accepted = (sentence: string) => z.literal(true, sentence);

export const Actor = z
  .object({ kind: z.enum(ACTOR_KINDS), name: z.string() })
  .meta({ id: 'Actor', description: 'Who did it, by the name they had then.' });

export const channelsOf = (asked: readonly z.infer<typeof Channel>[]): Channels => ({
  voice: asked.includes('voice'),
  text: asked.includes('text'),
});

/** Clocks differ by a few seconds; that is not the future yet. */
const SKEW_MS = 60_000;

export const isFuture = (moment: string, now: Date) => new Date(moment).getTime() > now.getTime() + SKEW_MS;

/** A phone of a request, or what is wrong with it, beside its field. */
export function readPhone(ctx: Context, raw: string | number): Outcome<{ phone: E164 }> {
  const read = parsePhone(raw, ctx.account.country);
  return read.ok ? { ok: true, phone: read.phone } : wrongField('phone', read.problem);
}

export const wrongField = (field: string, message: string) => ({
  ok: false as const,
  reason: 'fields',
  message,
  fields: [{ field, message }],
});
