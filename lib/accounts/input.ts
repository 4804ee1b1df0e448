import { z } from 'zod';
import type { Country, E164 } from '@/db/vocabulary';

export const email = z
  .string('Enter an e-mail address.')
  .trim()
  .toLowerCase()
  .max(254, 'That is too long for an e-mail address.')
  .pipe(z.email('That is not an e-mail address.'));

export const password = z
  .string('Enter a password.')
  .min(8, 'A password has at least 8 characters.')
  .max(200, 'A password has at most 200 characters.');

const timeZone = z.string().refine(isTimeZone, 'Name a time zone like America/Chicago.');

const country = z
  .string()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'Name a country by its two letters, like US.')
  .transform((text) => text as Country);

const name = z
  .string('Give a name.')
  .trim()
  .min(1, 'Give a name.')
  .max(100, 'Keep the name under 100 characters.');

export const NewUser = z.object({ name, email, password });
export type NewUser = z.infer<typeof NewUser>;

export const NewAccount = z
  .object({
    name,
    country: country.default('US' as Country),
    timeZone: timeZone.default('America/Chicago'),
    textNumber: z.custom<E164>().nullable().default(null),
    master: NewUser,
  })
  .transform((account) => ({ ...account, slug: slugOf(account.name) }));
export type NewAccount = z.output<typeof NewAccount>;

/** `Riverside School` → `riverside-school`. */
export const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'account';

/** By name: Postgres reads `+05:00` the other way round. */
function isTimeZone(text: string): boolean {
  if (!/^[a-z]/i.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
