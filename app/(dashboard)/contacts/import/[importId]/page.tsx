import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ImportPage } from '@/components/contacts/import-page';
import { ContactsNotAllowed } from '@/components/contacts/not-allowed';
import { OneImport } from '@/components/contacts/one-import';
import { reviewImport } from '@/lib/contacts/review-import';
import type { Context } from '@/lib/context';
import { NotFound } from '@/lib/outcome';
import { may } from '@/lib/permissions';
import { requireContext } from '@/lib/web/context';
import { applyImport, cancelImport, rereadImport } from '../../actions';

export const metadata: Metadata = { title: 'Import contacts' };

export default async function OneImportPage({ params }: PageProps<'/contacts/import/[importId]'>) {
  const ctx = await requireContext();
  if (!may(ctx, 'contacts.edit')) return <ContactsNotAllowed />;
  const file = await requireImport(ctx, (await params).importId);
  return (
    <ImportPage isOver={!['staging', 'staged'].includes(file.status)}>
      <OneImport
        file={file}
        clock={{ timeZone: ctx.account.timeZone, now: ctx.now() }}
        actions={{ applyImport, cancelImport, rereadImport }}
      />
    </ImportPage>
  );
}

/** No `loading` file beside this page: it would answer 200 before we know that there is such an import. */
async function requireImport(ctx: Context, id: string) {
  if (!/^\d{1,15}$/.test(id)) notFound();
  try {
    return await reviewImport(ctx, Number(id));
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}
