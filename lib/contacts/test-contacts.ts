import { randomUUID } from 'node:crypto';
import type { ContactId } from '@/db/vocabulary';
import { createUser } from '@/lib/accounts/create-account';
import type { Context } from '@/lib/context';
import { SaveContact } from './input';
import { saveContact } from './save-contact';

/** For tests: a messenger of the account, as themselves; `all`: sees the contacts of others. */
export async function messengerOf(ctx: Context, { all = false } = {}): Promise<Context> {
  const login = { name: 'Sam Okafor', email: `${randomUUID()}@example.com`, password: 'correct horse' };
  const made = await createUser(ctx.account, login, 'messenger', ctx.now());
  if (!made.ok) throw new Error(made.message);
  const { id, name } = made.user;
  return { ...ctx, actor: { kind: 'user', id, name, role: 'messenger' }, grants: { ...ctx.grants, all } };
}

/** For tests: the form as the dialog sends it. */
export const contactForm = ({ opt_outs, new_groups, group_ids, ...fields }: Record<string, unknown>) =>
  SaveContact.parse({
    ...fields,
    ...(opt_outs !== undefined && { opt_outs: JSON.stringify(opt_outs) }),
    ...(new_groups !== undefined && { new_groups: JSON.stringify(new_groups) }),
    ...(group_ids !== undefined && { group_ids: JSON.stringify(group_ids) }),
  });

/** For tests: a contact that was saved. */
export async function aContact(ctx: Context, fields: Record<string, unknown>): Promise<ContactId> {
  const saved = await saveContact(ctx, contactForm(fields));
  if (!saved.ok) throw new Error(saved.message);
  return saved.id;
}
