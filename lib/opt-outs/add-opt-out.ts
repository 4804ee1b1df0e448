import 'server-only';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { formatPhone, parsePhone } from '@/lib/phone';
import type { AddOptOut } from './input';
import { optOut } from './opt-out';
import { inRecipientsWords } from './policy';

/** The add dialog: reads the phone as it was typed and closes its channels; says it in the recipient's terms. */
export async function addOptOut(ctx: Context, form: AddOptOut): Promise<Outcome<{ message: string }>> {
  const read = parsePhone(form.phone, ctx.account.country);
  if (!read.ok) {
    return {
      ok: false,
      reason: 'phone',
      message: read.problem,
      fields: [{ field: 'phone', message: read.problem }],
    };
  }
  const channels = { voice: form.voice, text: form.text };
  const [closing] = await optOut(ctx, { phones: [read.phone], channels, source: 'manual', note: form.note });
  const shown = formatPhone(read.phone, ctx.account.country);
  const noted = read.note ? ` (${read.note})` : '';
  if (closing?.closedVoice || closing?.closedText) {
    return { ok: true, message: `${shown}${noted} will get no more ${orTexts(channels)}.` };
  }
  return {
    ok: true,
    message: `${shown}${noted} had opted out of ${inRecipientsWords(channels)} already. We noted that they asked again.`,
  };
}

const orTexts = (channels: { voice: boolean; text: boolean }) =>
  inRecipientsWords(channels).replace(' and ', ' or ');
