import { z } from 'zod';
import { API_SCOPES } from '@/db/vocabulary';

/** What a new key is called, and what it may do. */
export const NewApiKey = z.object({
  name: z
    .string('Give the key a name.')
    .trim()
    .min(1, 'Give the key a name.')
    .max(100, 'Keep the name under 100 characters.'),
  scopes: z
    .array(z.enum(API_SCOPES, 'Choose read, write or both.'), 'Choose read, write or both.')
    .min(1, 'Choose read, write or both.')
    .transform((scopes) => API_SCOPES.filter((scope) => scopes.includes(scope))),
});
export type NewApiKey = z.output<typeof NewApiKey>;
