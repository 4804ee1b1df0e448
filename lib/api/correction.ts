import 'server-only';
import { z } from 'zod';
import type { Context } from '@/lib/context';
import { correct } from '@/lib/opt-outs/correct';
import { findOptOut } from '@/lib/opt-outs/find-opt-out';
import type { Outcome } from '@/lib/outcome';
import { optOutBody, type OptOut } from './opt-out';
import { Accepted, channelsOf, ChannelsIn, PhoneIn, readPhone } from './words';

export const Reason = z
  .string('Say why.')
  .trim()
  .min(1, 'Say why.')
  .max(2000, 'Keep the reason under 2,000 characters.');

export const NewCorrection = z
  .strictObject({
    phone: PhoneIn,
    channels: ChannelsIn,
    reason: Reason,
    accepted: Accepted('Only true: nobody asked us to stop; this was recorded by mistake.').describe(
      'That nobody asked to stop: this was recorded by mistake.',
    ),
  })
  .meta({ id: 'NewCorrection' });

/** Reopens what was closed by mistake, of the closings that stand when the request comes. */
export async function takeBack(
  ctx: Context,
  { phone: raw, channels, reason }: z.output<typeof NewCorrection>,
): Promise<Outcome<{ status: number; body: OptOut }>> {
  const read = readPhone(ctx, raw);
  if (!read.ok) return read;
  const { phone } = read;
  const seen = (await findOptOut(ctx, phone))?.seq ?? 0;
  const corrected = await correct(ctx, { phone, channels: channelsOf(channels), reason, seen });
  if (!corrected.ok) return corrected;
  return { ok: true, status: 200, body: optOutBody(phone, (await findOptOut(ctx, phone))?.row ?? null) };
}
