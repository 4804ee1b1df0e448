import 'server-only';
import { z } from 'zod';
import { SUPPRESSION_REASONS } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { screen, type Verdict } from '@/lib/opt-outs/screen';
import { Channel, MomentOut, PhoneOut, Source } from './words';

export const MOST_PHONES = 100_000;

export const NewScreening = z
  .strictObject({
    channel: Channel,
    phones: z
      .array(z.union([z.string(), z.number()], 'A phone is a text or a number.'), 'List the phones.')
      .max(MOST_PHONES, 'At most 100,000 phones; send more as text/csv.')
      .describe('Written any way. One that is listed twice is answered twice.'),
  })
  .meta({ id: 'NewScreening', examples: [{ channel: 'text', phones: ['+15125550142', '(512) 555-0143'] }] });

const reason = z
  .enum(SUPPRESSION_REASONS)
  .describe('Opted out; a reply that somebody must look at; or a reply whose effect is still to come.');

export const Screening = z
  .object({
    channel: Channel,
    screened_at: MomentOut.describe('Every closing that was recorded before this moment is looked at.'),
    counts: z.object({ allowed: z.int(), suppressed: z.int(), invalid: z.int() }),
    allowed: z.array(PhoneOut),
    suppressed: z.array(z.object({ phone: PhoneOut, since: MomentOut, source: Source, reason })),
    invalid: z.array(z.object({ input: z.string(), reason: z.string() })),
  })
  .meta({ id: 'Screening' });

/** One line of a streamed screening. */
export const ScreenedLine = z
  .object({
    input: z.string().describe('As it was sent.'),
    phone: PhoneOut.nullable().describe('Null when it is invalid.'),
    verdict: z.enum(['allowed', 'suppressed', 'invalid']),
    since: MomentOut.optional(),
    source: Source.optional(),
    reason: z
      .string()
      .optional()
      .describe('`opted_out`, `needs_review`, `unapplied_reply`, or why it is invalid, in a sentence.'),
  })
  .meta({ id: 'ScreenedLine' });

/** Screens a list that fits into one request. */
export async function screenList(
  ctx: Context,
  { channel, phones }: z.output<typeof NewScreening>,
): Promise<z.infer<typeof Screening>> {
  const screenedAt = ctx.now();
  const verdicts = await screen(ctx, channel, phones);
  const of = <Kind extends Verdict['verdict']>(kind: Kind) =>
    verdicts.filter((it): it is Extract<Verdict, { verdict: Kind }> => it.verdict === kind);
  const [allowed, suppressed, invalid] = [of('allowed'), of('suppressed'), of('invalid')];
  return {
    channel,
    screened_at: screenedAt.toISOString(),
    counts: { allowed: allowed.length, suppressed: suppressed.length, invalid: invalid.length },
    allowed: allowed.map(({ phone }) => phone),
    suppressed: suppressed.map(({ phone, since, source, reason: why }) => ({
      phone,
      since: since.toISOString(),
      source,
      reason: why,
    })),
    invalid: invalid.map(({ input, reason: why }) => ({ input, reason: why })),
  };
}

/** Screens a list of any length, batch by batch, each as lines of NDJSON; throws where one can't be screened. */
export async function* screenLines(
  ctx: Context,
  channel: z.infer<typeof Channel>,
  batches: AsyncIterable<string[]>,
): AsyncGenerator<string> {
  for await (const batch of batches) {
    const verdicts = await screen(ctx, channel, batch);
    yield verdicts.map((verdict) => `${JSON.stringify(lineOf(verdict))}\n`).join('');
  }
}

function lineOf(it: Verdict): z.infer<typeof ScreenedLine> {
  switch (it.verdict) {
    case 'allowed':
      return { input: it.input, phone: it.phone, verdict: it.verdict };
    case 'suppressed':
      return {
        input: it.input,
        phone: it.phone,
        verdict: it.verdict,
        since: it.since.toISOString(),
        source: it.source,
        reason: it.reason,
      };
    case 'invalid':
      return { input: it.input, phone: null, verdict: it.verdict, reason: it.reason };
  }
}
