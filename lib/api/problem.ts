import { z } from 'zod';

/** Every error answer, RFC 9457. */
export const Problem = z
  .object({
    type: z
      .string()
      .describe('`about:blank`, or what kind of problem it is, like `/problems/handset-locked`.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('What is wrong with each field; `path` is like `consent.given_at`.'),
  })
  .meta({
    id: 'Problem',
    examples: [
      {
        type: '/problems/handset-locked',
        title: 'Only the handset can lift this',
        status: 409,
        detail: 'Only this person can lift it: they must text UNSTOP to (512) 555-0100.',
      },
    ],
  });

/** The problems that a client may want to tell apart by `type`, `/problems/…`. */
export const PROBLEM_TYPES = {
  'handset-locked': { status: 409, title: 'Only the handset can lift this' },
  'not-opted-out': { status: 409, title: 'Not opted out' },
  'newer-opt-out': { status: 409, title: 'Opted out again meanwhile' },
  'recipients-own-words': { status: 409, title: 'The recipient or the carrier said so' },
  'older-than-30-days': { status: 403, title: 'Too old to correct' },
  'request-at-work': { status: 409, title: 'The same request is still at work' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key stands for another request' },
} as const;
export type ProblemType = keyof typeof PROBLEM_TYPES;
