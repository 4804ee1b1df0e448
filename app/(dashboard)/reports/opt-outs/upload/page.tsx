import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DropZone } from '@/components/files/drop-zone';
import { EarlierUploads, EarlierUploadsSkeleton } from '@/components/uploads/earlier-uploads';
import { UploadNotAllowed } from '@/components/uploads/not-allowed';
import { UploadPage } from '@/components/uploads/upload-page';
import type { Context } from '@/lib/context';
import { may } from '@/lib/permissions';
import { listUploads } from '@/lib/uploads/list-uploads';
import { requireContext } from '@/lib/web/context';
import { undoUpload } from './actions';

export const metadata: Metadata = { title: 'Upload a file' };

export default async function UploadFilePage() {
  const ctx = await requireContext();
  if (!may(ctx, 'opt_outs.upload')) {
    return (
      <UploadPage>
        <UploadNotAllowed />
      </UploadPage>
    );
  }
  return (
    <UploadPage>
      <DropZone />
      <Suspense fallback={<EarlierUploadsSkeleton />}>
        <Earlier ctx={ctx} />
      </Suspense>
    </UploadPage>
  );
}

async function Earlier({ ctx }: { ctx: Context }) {
  const uploads = await listUploads(ctx);
  return (
    <EarlierUploads
      uploads={uploads}
      clock={{ timeZone: ctx.account.timeZone, now: ctx.now() }}
      undoUpload={undoUpload}
    />
  );
}
