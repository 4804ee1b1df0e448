'use server';

import { applyImport as apply } from '@/lib/contacts/apply-import';
import { cancelImport as cancel } from '@/lib/contacts/cancel-import';
import { deleteContact as remove } from '@/lib/contacts/delete-contact';
import { deleteGroup as removeGroup } from '@/lib/contacts/delete-group';
import { findContact as find } from '@/lib/contacts/find-contact';
import { findTypedPhones as findPhones } from '@/lib/contacts/find-typed-phones';
import {
  OneContact,
  OneGroup,
  OneImport,
  RenameGroup,
  RereadImport,
  SaveContact,
} from '@/lib/contacts/input';
import { PHONE_FIELDS } from '@/lib/contacts/policy';
import { renameGroup as rename } from '@/lib/contacts/rename-group';
import { rereadImport as reread } from '@/lib/contacts/reread-import';
import { restoreContact as restore } from '@/lib/contacts/restore-contact';
import { saveContact as save } from '@/lib/contacts/save-contact';
import type { ContactDetail, TypedPhone } from '@/lib/contacts/view';
import { requireContext } from '@/lib/web/context';
import { formAction } from '@/lib/web/form-action';

export const saveContact = formAction(SaveContact, save);

export const deleteContact = formAction(OneContact, async (ctx, { id }) => {
  const deleted = await remove(ctx, id);
  return deleted.ok ? { ok: true, message: `${deleted.name} is deleted.` } : deleted;
});

export const restoreContact = formAction(OneContact, async (ctx, { id }) => {
  const restored = await restore(ctx, id);
  return restored.ok ? { ok: true, message: `${restored.name} is back.` } : restored;
});

export const renameGroup = formAction(RenameGroup, async (ctx, group) => {
  const renamed = await rename(ctx, group);
  return renamed.ok ? { ok: true, message: `${renamed.was} is now called ${group.name}.` } : renamed;
});

export const deleteGroup = formAction(OneGroup, async (ctx, { id }) => {
  const deleted = await removeGroup(ctx, id);
  return deleted.ok
    ? { ok: true, message: `The group ${deleted.name} is deleted. Its contacts are still here.` }
    : deleted;
});

export const applyImport = formAction(OneImport, async (ctx, { id }) => {
  const applied = await apply(ctx, id);
  return applied.ok ? { ok: true, message: `The contacts of ${applied.fileName} are here.` } : applied;
});

export const cancelImport = formAction(OneImport, async (ctx, { id }) => {
  const cancelled = await cancel(ctx, id);
  return cancelled.ok
    ? { ok: true, message: `${cancelled.fileName} was cancelled. Nothing was changed.` }
    : cancelled;
});

export const rereadImport = formAction(RereadImport, async (ctx, { id, chosen }) => {
  const begun = await reread(ctx, id, chosen);
  return begun.ok ? { ok: true, message: `Reading ${begun.fileName} again.` } : begun;
});

/** What the dialog opens with; null when it is not there, or not theirs to see. */
export async function findContact(id: number): Promise<ContactDetail | null> {
  const ctx = await requireContext();
  return typeof id === 'number' ? find(ctx, id) : null;
}

/** State and history of the phones as they stand in the dialog. */
export async function findTypedPhones(typed: string[]): Promise<TypedPhone[]> {
  const ctx = await requireContext();
  const texts = Array.isArray(typed) ? typed.filter((text) => typeof text === 'string') : [];
  return findPhones(ctx, texts.slice(0, PHONE_FIELDS.length));
}
