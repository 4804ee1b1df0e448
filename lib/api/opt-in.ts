import 'server-only';
import { z } from 'zod';
import { CONSENT_METHODS } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { localDay } from '@/lib/format';
import { findOptOut } from '@/lib/opt-outs/find-opt-out';
import { optIn } from '@/lib/opt-outs/opt-in';
import type { Outcome } from '@/lib/outcome';
import { optOutBody, OptOut } from './opt-out';
import {
  Accepted,
  channelsOf,
  ChannelsIn,
  isFuture,
  MomentIn,
  PhoneIn,
  PhoneOut,
  readPhone,
  wrongField,
} from './words';

const Consent = z
  .strictObject(
    {
      method: z.enum(
        CONSENT_METHODS,
        'Say how they asked: one of in_person, phone, email, letter, website, other.',
      ),
      given_at: MomentIn.describe(
        'When the person asked; neither in the future nor before the channel’s latest recorded closing.',
      ),
      accepted: Accepted('Only true: you attest that the person agreed.').describe(
        'That you attest: this person gave consent to be called or texted again.',
      ),
      attested_by: z
        .string('Name who heard it.')
        .trim()
        .min(1, 'Name who heard it.')
        .max(200, 'Keep the name under 200 characters.')
        .describe('The name of who heard it.'),
      reference: z
        .string()
        .trim()
        .max(500, 'Keep the reference under 500 characters.')
        .optional()
        .describe('Where the proof is kept: a ticket, a recording.'),
    },
    'State the consent.',
  )
  .meta({ id: 'Consent' });

export const NewOptIn = z
  .strictObject({ phone: PhoneIn, channels: ChannelsIn, consent: Consent })
  .meta({ id: 'NewOptIn' });

export const OptedIn = z
  .union([
    OptOut,
    z
      .object({ phone: PhoneOut, type: z.null() })
      .meta({ id: 'NothingClosed', description: 'A phone of which nothing is closed any more.' }),
  ])
  .meta({ id: 'OptedIn' });

/** Reopens channels with the consent that a program attests; what it knows of the phone is what stands now. */
export async function reopen(
  ctx: Context,
  { phone: raw, channels, consent }: z.output<typeof NewOptIn>,
): Promise<Outcome<{ status: number; body: z.infer<typeof OptedIn> }>> {
  const read = readPhone(ctx, raw);
  if (!read.ok) return read;
  const { phone } = read;
  const { method, given_at, accepted, attested_by, reference } = consent;
  if (isFuture(given_at, ctx.now())) return wrongField('consent.given_at', 'That time has not come yet.');
  const at = new Date(Math.min(new Date(given_at).getTime(), ctx.now().getTime()));
  const seen = (await findOptOut(ctx, phone))?.seq ?? 0;
  const reopened = await optIn(ctx, {
    phone,
    channels: channelsOf(channels),
    consent: { method, day: localDay(at, ctx.account.timeZone), note: null, accepted },
    askedAt: at,
    seen,
    source: 'api',
    evidence: { given_at: at.toISOString(), attested_by, ...(reference && { reference }) },
  });
  if (!reopened.ok) {
    const { fields, ...refused } = reopened;
    return { ...refused, fields: fields?.map((it) => ({ ...it, field: 'consent.given_at' })) };
  }
  const row = (await findOptOut(ctx, phone))?.row ?? null;
  return { ok: true, status: 200, body: row ? optOutBody(phone, row) : { phone, type: null } };
}
