import type { z } from 'zod';
import { chosenWith } from '@/lib/files/chosen';

/** What a column of a file can hold of a contact. */
export const CONTACT_ROLES = ['name', 'first_name', 'last_name', 'phone', 'group', 'note', 'other'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** What a person has settled of how a file of contacts is read. */
export const ChosenForContacts = chosenWith(CONTACT_ROLES);
export type ChosenForContacts = z.infer<typeof ChosenForContacts>;
