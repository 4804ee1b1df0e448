import { z } from 'zod';
import { isE164 } from '@/lib/phone/reading';

const phone = z.string().refine(isE164, 'Open a phone first.');

/** What is typed on a simulated handset. */
export const HandsetReply = z.object({
  phone,
  body: z
    .string('Write something.')
    .max(1_600, 'Keep it under 1,600 characters.')
    .regex(/\S/, 'Write something.'),
});
export type HandsetReply = z.output<typeof HandsetReply>;

export const HandsetKey = z.object({ phone });
export type HandsetKey = z.output<typeof HandsetKey>;
