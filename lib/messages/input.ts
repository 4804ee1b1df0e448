import { z } from 'zod';
import { tooLong } from '@/lib/broadcasts/input';
import { Mistake, toggle } from '@/lib/opt-outs/input';

const phone = z.string('Reload the page and try again.').trim().min(1).max(20);
const id = z.coerce.number('Reload the page and try again.').int().positive();

/** The buttons of a review: "Opt out" and "Not a request to stop". */
export const DecideReview = z
  .object({
    phone,
    review: id,
    decision: z.enum(['opt_out', 'nothing']),
    /** What an opt-out closes; a person may have asked for half. */
    voice: toggle,
    text: toggle,
  })
  .refine((form) => form.decision === 'nothing' || form.voice || form.text, {
    path: ['channels'],
    message: 'Turn on at least one: voice or text.',
  });
export type DecideReview = z.output<typeof DecideReview>;

/** "Not a request to stop" about a reply that was read as one, and has closed something. */
export const NotARequest = Mistake.extend({ phone, message: id });
export type NotARequest = z.output<typeof NotARequest>;

/** "Opt out" of a conversation. */
export const OptOutPerson = z
  .object({ phone, voice: toggle, text: toggle })
  .refine((form) => form.voice || form.text, {
    path: ['channels'],
    message: 'Turn on at least one: voice or text.',
  });
export type OptOutPerson = z.output<typeof OptOutPerson>;

export const MarkRead = z.object({ phone });
export type MarkRead = z.output<typeof MarkRead>;

/** "Reply". */
export const AnswerPerson = z.object({
  phone,
  message: z
    .string('Write a reply.')
    .trim()
    .min(1, 'Write a reply.')
    .superRefine((message, ctx) => {
      const problem = tooLong('text', message);
      if (problem) ctx.addIssue({ code: 'custom', message: problem });
    }),
});
export type AnswerPerson = z.output<typeof AnswerPerson>;
