import { z } from 'zod';
import { CHANNELS } from '@/db/vocabulary';
import type { AudienceListId, Channel, ContactId, GroupId } from '@/db/vocabulary';

/** How many phones one broadcast may go to. */
export const MOST_RECIPIENTS = 100_000;
/** Twilio's limit for one text. */
export const LONGEST_TEXT = 1_600;
export const LONGEST_SCRIPT = 4_000;

const ids = <Id extends number>() =>
  z
    .array(z.int().positive())
    .max(10_000)
    .default([])
    .transform((list) => list as Id[]);

/** To whom: pasted phones, contacts, groups and lists read from files, together; each phone counts once. */
export const Audience = z.object({
  phones: z
    .array(z.union([z.string().max(500), z.number()]))
    .max(MOST_RECIPIENTS, 'Send to at most 100,000 phones at once.')
    .default([]),
  contacts: ids<ContactId>(),
  groups: ids<GroupId>(),
  lists: ids<AudienceListId>(),
});
export type Audience = z.output<typeof Audience>;

/** What a broadcast says, and when it goes out; without `scheduledAt`, at once. */
export const Composition = z
  .object({
    channel: z.enum(CHANNELS, 'Choose text or voice.'),
    message: z.string('Write a message.').trim().min(1, 'Write a message.'),
    scheduledAt: z.date().nullable().default(null),
  })
  .superRefine(({ channel, message }, ctx) => {
    const problem = tooLong(channel, message);
    if (problem) ctx.addIssue({ code: 'custom', path: ['message'], message: problem });
  });
export type Composition = z.output<typeof Composition>;

/** Why a message is too long for its channel; null where it is not. */
export function tooLong(channel: Channel, message: string): string | null {
  const most = channel === 'text' ? LONGEST_TEXT : LONGEST_SCRIPT;
  if (message.length <= most) return null;
  const [allowed, written] = [most, message.length].map((n) => n.toLocaleString('en-US'));
  return `Keep it under ${allowed} characters; this has ${written}.`;
}

/** Pasted text as inputs: a line each, or parted by commas or semicolons. Blank ones are none. */
export const splitPasted = (text: string): string[] =>
  text
    .split(/[\n\r,;\t]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
