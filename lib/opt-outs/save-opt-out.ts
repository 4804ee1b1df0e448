import 'server-only';
import type { Context } from '@/lib/context';
import type { Outcome } from '@/lib/outcome';
import { formatPhone } from '@/lib/phone';
import { editOptOut } from './edit-opt-out';
import { isPhoneOf } from './is-phone-of';
import { Consent, type EditOptOut } from './input';
import { inRecipientsWords } from './policy';

/** The edit dialog's Save: parses the consent only where a channel is to open, and answers in words. */
export async function saveOptOut(ctx: Context, form: EditOptOut): Promise<Outcome<{ message: string }>> {
  const { phone } = form;
  if (!isPhoneOf(ctx, phone))
    return { ok: false, reason: 'phone', message: 'This form names no phone number. Open the phone again.' };
  const opens = form.voice === 'allowed' || form.text === 'allowed';
  const { method, day, consent_note, accepted } = form;
  const consent = opens ? Consent.safeParse({ method, day, note: consent_note, accepted }) : undefined;
  const saved = await editOptOut(ctx, { ...form, phone, consent: consent?.data });
  if (saved.ok) return { ok: true, message: sayChange(formatPhone(phone, ctx.account.country), saved) };
  if (saved.reason === 'consent_missing' && consent?.error) {
    const fields = consent.error.issues.map(({ path, message }) => ({
      field: FIELD_OF[String(path[0])] ?? 'consent',
      message,
    }));
    return { ...saved, fields };
  }
  return saved;
}

const FIELD_OF: Record<string, string> = {
  method: 'method',
  day: 'day',
  note: 'consent_note',
  accepted: 'accepted',
};

type Change = { closed: { voice: boolean; text: boolean }; reopened: { voice: boolean; text: boolean } };

function sayChange(shown: string, { closed, reopened }: Change): string {
  const stopped = inRecipientsWords(closed).replace(' and ', ' or ');
  const again = inRecipientsWords(reopened);
  return [
    again && `${shown} may get ${again} again.`,
    stopped && `${again ? 'They' : shown} will get no more ${stopped}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
