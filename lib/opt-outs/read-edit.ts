import 'server-only';
import type { E164 } from '@/db/vocabulary';
import type { FieldProblem, Outcome } from '@/lib/outcome';
import type { Edit, Edited } from './edit-opt-out';
import { Consent, type EditOptOut } from './input';
import { inRecipientsWords } from './policy';

/** The edit that a form asks for. Its consent is read only where a channel is to open. */
export function readEdit(form: EditOptOut, phone: E164): { edit: Edit; problems: FieldProblem[] } {
  const { seen, voice, text, note, method, day, consent_note, accepted } = form;
  const opens = voice === 'allowed' || text === 'allowed';
  const consent = opens ? Consent.safeParse({ method, day, note: consent_note, accepted }) : undefined;
  const problems = (consent?.error?.issues ?? []).map(({ path, message }) => ({
    field: FIELD_OF[String(path[0])] ?? 'consent',
    message,
  }));
  return { edit: { phone, seen, voice, text, note, consent: consent?.data }, problems };
}

/** Where the consent was missing, what of it is, beside its fields. */
export function beside<Done extends object>(
  saved: Outcome<Done>,
  problems: readonly FieldProblem[],
): Outcome<Done> {
  if (saved.ok || saved.reason !== 'consent_missing' || problems.length === 0) return saved;
  return { ...saved, fields: [...problems] };
}

const FIELD_OF: Record<string, string> = {
  method: 'method',
  day: 'day',
  note: 'consent_note',
  accepted: 'accepted',
};

/** "(512) 555-0142 may get calls again. They will get no more texts." */
export function editInWords(shown: string, { closed, reopened }: Edited): string {
  const stopped = inRecipientsWords(closed).replace(' and ', ' or ');
  const again = inRecipientsWords(reopened);
  return [
    again && `${shown} may get ${again} again.`,
    stopped && `${again ? 'They' : shown} will get no more ${stopped}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
