import type { ContactDetail, TypedPhone } from '@/lib/contacts/view';
import type { FormAction } from '@/lib/web/form-state';

/** What the screens of contacts can do. */
export type ContactActions = {
  saveContact: FormAction;
  deleteContact: FormAction;
  restoreContact: FormAction;
  renameGroup: FormAction;
  deleteGroup: FormAction;
  correctOptOut: FormAction;
  findContact: (id: number) => Promise<ContactDetail | null>;
  findTypedPhones: (typed: string[]) => Promise<TypedPhone[]>;
};
