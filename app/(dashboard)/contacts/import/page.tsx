import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EarlierImports, EarlierImportsSkeleton } from '@/components/contacts/earlier-imports';
import { ImportPage } from '@/components/contacts/import-page';
import { ContactsNotAllowed } from '@/components/contacts/not-allowed';
import { DropZone } from '@/components/files/drop-zone';
import { listImports } from '@/lib/contacts/review-import';
import type { Context } from '@/lib/context';
import { may } from '@/lib/permissions';
import { requireContext } from '@/lib/web/context';

export const metadata: Metadata = { title: 'Import contacts' };

export default async function ImportContactsPage() {
  const ctx = await requireContext();
  if (!may(ctx, 'contacts.edit')) return <ContactsNotAllowed />;
  return (
    <ImportPage>
      <DropZone address="/api/contacts/imports" review="/contacts/import" />
      <Suspense fallback={<EarlierImportsSkeleton />}>
        <Earlier ctx={ctx} />
      </Suspense>
    </ImportPage>
  );
}

async function Earlier({ ctx }: { ctx: Context }) {
  const imports = await listImports(ctx);
  return <EarlierImports imports={imports} clock={{ timeZone: ctx.account.timeZone, now: ctx.now() }} />;
}
