import { z } from 'zod';
import { CHANNELS } from '@/db/vocabulary';
import type { AudienceListId, BroadcastId, Channel, ContactId, GroupId } from '@/db/vocabulary';
import { toggle } from '@/lib/opt-outs/input';
import { firstTextNotice, STOP_NOTICE } from './policy';

/** How many phones one broadcast may go to. */
export const MOST_RECIPIENTS = 100_000;
/** Twilio's limit for one text, whatever is added to it included. */
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

/** Who of an audience may be messaged: what the composer asks before it sends. */
export const AudienceToScreen = z.object({
  channel: z.enum(CHANNELS, 'Choose text or voice.'),
  audience: Audience,
});

/** What the composer sends; `later` is a day and a time of the account's clock. */
export const Composed = z.object({
  channel: z.enum(CHANNELS, 'Choose text or voice.'),
  message: z.string('Write a message.').trim().min(1, 'Write a message.'),
  later: z
    .object({
      day: z.string().regex(/^\d{4}-\d\d-\d\d$/, 'Choose a day.'),
      time: z.string().regex(/^\d\d:\d\d$/, 'Choose a time.'),
    })
    .nullable(),
  audience: Audience,
});
export type Composed = z.output<typeof Composed>;

/** A form that names a broadcast. */
export const OneBroadcast = z.object({
  id: z.coerce
    .number('There is no such broadcast.')
    .int('There is no such broadcast.')
    .positive('There is no such broadcast.')
    .transform((number) => number as BroadcastId),
});

/** The form that opts a recipient of a broadcast out. */
export const OptOutRecipient = OneBroadcast.extend({
  phone: z.string('This form names no phone number.').max(200),
  voice: toggle,
  text: toggle,
}).refine((form) => form.voice || form.text, {
  path: ['channels'],
  message: 'Turn on at least one: voice or text.',
});
export type OptOutRecipient = z.output<typeof OptOutRecipient>;

/** Why a message is too long for its channel; null where it is not. */
export function tooLong(channel: Channel, message: string): string | null {
  const most = channel === 'text' ? roomForText(message) : LONGEST_SCRIPT;
  if (message.length <= most) return null;
  const [allowed, written] = [most, message.length].map((n) => n.toLocaleString('en-US'));
  const why = most < LONGEST_TEXT ? `, so that “${STOP_NOTICE}” fits behind it` : '';
  return `Keep it to ${allowed} characters${why}; this has ${written}.`;
}

/** How long a text may be: one that goes to somebody for the first time must have room for the notice. */
export const roomForText = (message: string): number =>
  LONGEST_TEXT - (firstTextNotice(message).length - message.length);

/** Pasted text as inputs: a line each, or parted by commas or semicolons. Blank ones are none. */
export const splitPasted = (text: string): string[] =>
  text
    .split(/[\n\r,;\t]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
