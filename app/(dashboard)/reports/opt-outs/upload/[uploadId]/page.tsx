import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { UploadNotAllowed } from '@/components/uploads/not-allowed';
import { OneUpload } from '@/components/uploads/one-upload';
import { UploadPage } from '@/components/uploads/upload-page';
import type { Context } from '@/lib/context';
import { NotFound } from '@/lib/outcome';
import { may } from '@/lib/permissions';
import { reviewUpload } from '@/lib/uploads/review-upload';
import { requireContext } from '@/lib/web/context';
import { applyUpload, cancelUpload, rereadUpload, setToggles, undoUpload } from '../actions';

export const metadata: Metadata = { title: 'Upload a file' };

export default async function OneUploadPage({ params }: PageProps<'/reports/opt-outs/upload/[uploadId]'>) {
  const ctx = await requireContext();
  if (!may(ctx, 'opt_outs.upload')) {
    return (
      <UploadPage>
        <UploadNotAllowed />
      </UploadPage>
    );
  }
  const upload = await requireUpload(ctx, (await params).uploadId);
  return (
    <UploadPage isOver={!['staging', 'staged'].includes(upload.status)}>
      <OneUpload
        upload={upload}
        clock={{ timeZone: ctx.account.timeZone, now: ctx.now() }}
        actions={{ applyUpload, cancelUpload, rereadUpload, setToggles, undoUpload }}
      />
    </UploadPage>
  );
}

/** No `loading` file beside this page: it would answer 200 before we know that there is such an upload. */
async function requireUpload(ctx: Context, id: string) {
  if (!/^\d{1,15}$/.test(id)) notFound();
  try {
    return await reviewUpload(ctx, Number(id));
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}
