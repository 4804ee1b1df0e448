import type { Metadata } from 'next';
import { Contacts } from '@/components/contacts/contacts';
import { ContactsNotAllowed } from '@/components/contacts/not-allowed';
import { parseContactFilter } from '@/lib/contacts/filter';
import { listContacts } from '@/lib/contacts/list-contacts';
import { listGroups } from '@/lib/contacts/list-groups';
import { may, seesAll } from '@/lib/permissions';
import { formatPhone } from '@/lib/phone';
import { requireContext } from '@/lib/web/context';
import { correctOptOut } from '../../reports/opt-outs/actions';
import {
  deleteContact,
  deleteGroup,
  findContact,
  findTypedPhones,
  renameGroup,
  restoreContact,
  saveContact,
} from '../actions';

export const metadata: Metadata = { title: 'Contacts' };

export default async function ContactsPage({ searchParams }: PageProps<'/contacts'>) {
  const ctx = await requireContext();
  if (!may(ctx, 'contacts.edit')) return <ContactsNotAllowed />;
  const { filter, problems } = parseContactFilter(await searchParams);
  const [page, groups] = await Promise.all([listContacts(ctx, filter), listGroups(ctx)]);
  const { name, country, timeZone, textNumber } = ctx.account;
  return (
    <Contacts
      account={{ name, country, timeZone, textNumber: textNumber && formatPhone(textNumber, country) }}
      may={{ optIn: may(ctx, 'opt_outs.opt_in'), seeAll: seesAll(ctx) }}
      filter={filter}
      problems={problems}
      page={page}
      groups={groups}
      now={ctx.now()}
      actions={{
        saveContact,
        deleteContact,
        restoreContact,
        renameGroup,
        deleteGroup,
        correctOptOut,
        findContact,
        findTypedPhones,
      }}
    />
  );
}
