import { z } from 'zod';
import { CONSENT_METHODS } from '@/db/vocabulary';
import { parseDay } from '@/lib/format';

/** A switch of a form: present means on. */
export const toggle = z.preprocess(
  (value) => value === true || value === 'on' || value === 'true',
  z.boolean(),
);

const note = z
  .string()
  .trim()
  .max(2000, 'Keep the note under 2,000 characters.')
  .optional()
  .transform((text) => text || null);

const rawPhone = z
  .string('Enter a phone number.')
  .trim()
  .min(1, 'Enter a phone number.')
  .max(200, 'That is too long for a phone number.');

/** The form of the add dialog. */
export const AddOptOut = z
  .object({ phone: rawPhone, voice: toggle, text: toggle, note })
  .refine((form) => form.voice || form.text, {
    path: ['channels'],
    message: 'Turn on at least one: voice or text.',
  });
export type AddOptOut = z.infer<typeof AddOptOut>;

const consentDay = z.string('Say when they asked.').transform((text, ctx) => {
  const day = parseDay(text);
  if (day) return day;
  ctx.addIssue({ code: 'custom', message: 'Write the day as 2026-01-31 or 01/31/2026.' });
  return z.NEVER;
});

/** What a user attests when a channel reopens. */
export const Consent = z.object({
  method: z.enum(CONSENT_METHODS, 'Choose how they asked.'),
  day: consentDay,
  note,
  accepted: z.preprocess(
    (value) => value === true || value === 'on' || value === 'true',
    z.literal(true, 'Tick this to confirm that the person agreed.'),
  ),
});
export type Consent = z.infer<typeof Consent>;

/** Why something is taken back as a mistake, and the sentence that must be ticked for it. */
export const Mistake = z.object({
  reason: z
    .string('Say what went wrong.')
    .trim()
    .min(1, 'Say what went wrong.')
    .max(2000, 'Keep the reason under 2,000 characters.'),
  accepted: z.preprocess(
    (value) => value === true || value === 'on' || value === 'true',
    z.literal(true, 'Tick this to confirm that nobody asked.'),
  ),
});

/** The form of "Added by mistake". */
export const CorrectOptOut = Mistake.extend({
  phone: rawPhone,
  seen: z.coerce.number('Reload the page and try again.').int().min(0),
  voice: toggle,
  text: toggle,
}).refine((form) => form.voice || form.text, {
  path: ['channels'],
  message: 'Choose calls, texts or both.',
});
export type CorrectOptOut = z.infer<typeof CorrectOptOut>;

/**
 * The form of the edit dialog: the state the user wants for each channel (`voice`/`text`: opted out),
 * and the last event of the phone that they saw. A channel without a switch is left as it is.
 */
export const EditOptOut = z.object({
  phone: rawPhone,
  seen: z.coerce.number('Reload the page and try again.').int().min(0),
  voice: z.enum(['opted_out', 'allowed']).optional(),
  text: z.enum(['opted_out', 'allowed']).optional(),
  note,
  /** The consent part, as typed; read by `Consent` where a channel opens. */
  method: z.string().max(20).optional(),
  day: z.string().max(20, 'Write the day as 2026-01-31 or 01/31/2026.').optional(),
  consent_note: z.string().max(2000, 'Keep the note under 2,000 characters.').optional(),
  accepted: z.string().max(10).optional(),
});
export type EditOptOut = z.infer<typeof EditOptOut>;
