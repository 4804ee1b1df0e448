import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { transaction, type Transaction } from '@/db/client';
import { contactPhones, contacts } from '@/db/schema';
import type { ContactId, E164, UserId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotFound, unlessRefused, type Outcome } from '@/lib/outcome';
import { authorize } from '@/lib/permissions';
import { editPhones } from './edit-phones';
import { replaceGroups } from './groups-of-contact';
import type { SaveContact } from './input';
import { ownerOf, theirs } from './own';
import { readPhones } from './read-phones';

/**
 * Saves a contact, new or known, all tabs together: what it is called, its phones and groups, and the opt-outs
 * that were switched in its tab. In one transaction, refused whole when any part is.
 */
export async function saveContact(
  ctx: Context,
  form: SaveContact,
): Promise<Outcome<{ id: ContactId; message: string }>> {
  authorize(ctx, 'contacts.edit');
  const { phones, problems } = readPhones(ctx, form);
  if (problems.length > 0)
    return { ok: false, reason: 'phones', message: 'Mend the phone numbers.', fields: problems };
  return unlessRefused(() =>
    transaction(ctx.account.id, async (tx) => {
      const id = form.id === undefined ? await insert(tx, ctx, form) : await update(tx, ctx, form.id, form);
      await replacePhones(tx, ctx, id, phones);
      await replaceGroups(tx, ctx, id, form);
      const changes = await editPhones(tx, ctx, phones, form.opt_outs);
      return { ok: true, id, message: [`${form.name} is saved.`, ...changes].join(' ') };
    }),
  );
}

async function insert(tx: Transaction, ctx: Context, { name, notes }: SaveContact): Promise<ContactId> {
  const now = ctx.now();
  const [made] = await tx
    .insert(contacts)
    .values({
      accountId: ctx.account.id,
      userId: ownerOf(ctx) as UserId | null,
      name,
      notes,
      createdAt: now,
      updatedAt: now,
    })
    .returning({ id: contacts.id });
  if (!made) throw new Error('no contact came back');
  return made.id;
}

/** A contact that was deleted meanwhile is not there any more; it has to be restored first. */
async function update(
  tx: Transaction,
  ctx: Context,
  id: ContactId,
  { name, notes }: SaveContact,
): Promise<ContactId> {
  const [kept] = await tx.execute(sql`
    update contacts c set name = ${name}, notes = ${notes}, updated_at = ${ctx.now().toISOString()}::timestamptz
    where ${theirs(ctx)} and c.id = ${id}::bigint and c.deleted_at is null returning c.id`);
  if (!kept) throw new NotFound('contact', id);
  return id;
}

async function replacePhones(tx: Transaction, ctx: Context, id: ContactId, phones: readonly E164[]) {
  const accountId = ctx.account.id;
  await tx
    .delete(contactPhones)
    .where(and(eq(contactPhones.accountId, accountId), eq(contactPhones.contactId, id)));
  if (phones.length === 0) return;
  const rows = phones.map((phone, i) => ({ accountId, contactId: id, n: i + 1, phone }));
  await tx.insert(contactPhones).values(rows);
}
