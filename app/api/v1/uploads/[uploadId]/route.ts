import { cancelUpload } from '@/lib/uploads/cancel-upload';
import { OneUpload } from '@/lib/uploads/input';
import { reviewUpload } from '@/lib/uploads/review-upload';
import { apiRoute } from '@/lib/web/api-route';
import { problem } from '@/lib/web/problem';

export const GET = apiRoute(async (ctx, _request, { uploadId }) => {
  const {
    id,
    status,
    progress,
    counts,
    detected,
    problem: error,
  } = await reviewUpload(ctx, Number(uploadId));
  const { rows_read, rows_total } = progress;
  return Response.json({
    id,
    status,
    progress: rows_total === null ? { rows_read } : { rows_read, rows_total },
    counts: inWordsOfTheApi(counts),
    columns: detected,
    ...(error !== null && { error }),
  });
});

export const DELETE = apiRoute(async (ctx, _request, { uploadId }) => {
  const read = OneUpload.safeParse({ id: uploadId });
  if (!read.success) return problem(404, 'Not found');
  const cancelled = await cancelUpload(ctx, read.data.id);
  return cancelled.ok
    ? new Response(null, { status: 204 })
    : problem(409, 'Too late', { detail: cancelled.message });
});

const inWordsOfTheApi = ({ duplicate, ...counts }: Awaited<ReturnType<typeof reviewUpload>>['counts']) => ({
  ...counts,
  duplicates: duplicate,
});
