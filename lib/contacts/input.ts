import { z } from 'zod';
import type { ContactId, GroupId, ImportId } from '@/db/vocabulary';
import { inForm } from '@/lib/files/chosen';
import { EditOptOut } from '@/lib/opt-outs/input';
import { ChosenForContacts } from './import-roles';
import { MOST_NAME, MOST_NOTES } from './policy';

const idOf = <Id extends number>(nothing: string) =>
  z.coerce
    .number(nothing)
    .int(nothing)
    .positive(nothing)
    .max(Number.MAX_SAFE_INTEGER, nothing)
    .transform((number) => number as Id);

const contactId = idOf<ContactId>('There is no such contact.');
const groupId = idOf<GroupId>('There is no such group.');
const importId = idOf<ImportId>('There is no such import.');

/** A list inside a form, as JSON, because a form is flat. */
const listOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z
    .string()
    .max(1_000_000, 'That is too much.')
    .optional()
    .transform((text, ctx): unknown => {
      try {
        return text ? (JSON.parse(text) as unknown) : [];
      } catch {
        ctx.addIssue({ code: 'custom', message: 'That could not be read. Open the contact again.' });
        return z.NEVER;
      }
    })
    .pipe(z.array(item).max(most, 'That is too much.'));

const oneLine = (text: string) => text.replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();

const name = z
  .string('Enter a name.')
  .transform(oneLine)
  .pipe(z.string().min(1, 'Enter a name.').max(MOST_NAME, `Keep the name under ${MOST_NAME} characters.`));

export const groupName = z
  .string('Enter a name for the group.')
  .transform(oneLine)
  .pipe(
    z.string().min(1, 'Enter a name for the group.').max(80, 'Keep the name of a group under 80 characters.'),
  );

const phone = z.string().trim().max(200, 'That is too long for a phone number.').optional();

/**
 * The contact dialog, all tabs of it. `opt_outs` are the edits of its phones, each shaped as the report's
 * edit dialog sends it.
 */
export const SaveContact = z.object({
  /** Absent: a new one. */
  id: contactId.optional(),
  name,
  phone_1: phone,
  phone_2: phone,
  phone_3: phone,
  notes: z.string().trim().max(MOST_NOTES, 'Keep the notes under 5,000 characters.').default(''),
  group_ids: listOf(groupId, 1000),
  new_groups: listOf(groupName, 50),
  /** More than a contact has phones where some were switched and then taken out; those are refused by name. */
  opt_outs: listOf(EditOptOut, 20),
});
export type SaveContact = z.infer<typeof SaveContact>;

export const OneContact = z.object({ id: contactId });
export const NewGroup = z.object({ name: groupName });
export const RenameGroup = z.object({ id: groupId, name: groupName });
export const OneGroup = z.object({ id: groupId });
export const OneImport = z.object({ id: importId });
/** The form that has a file read again. */
export const RereadImport = z.object({ id: importId, chosen: inForm(ChosenForContacts) });
