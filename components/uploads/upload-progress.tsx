'use client';

import { formatCount } from '@/lib/format';
import type { UploadView } from '@/lib/uploads/view';
import type { FormAction } from '@/lib/web/form-state';
import { Card } from '../ui/card';
import { Progress } from '../ui/progress';
import { useRefresh } from '../ui/use-refresh';
import { CancelUpload } from './cancel-upload';
import { numbers } from './words';

/** How far the reading or the applying is. It goes on without this page; the page follows it. */
export function UploadProgress({ upload, cancelUpload }: { upload: UploadView; cancelUpload: FormAction }) {
  useRefresh(1000);
  const { rows_read: read, rows_total: total } = upload.progress;
  const isStaging = upload.status === 'staging';
  return (
    <Card className="grid gap-3 px-5 py-6">
      {isStaging ? (
        <Progress
          label={`Reading ${upload.fileName}`}
          words={rowsInWords(read, total)}
          done={read}
          of={total}
        />
      ) : (
        <Progress
          label={
            upload.status === 'applying' ? `Applying ${upload.fileName}` : `Taking back ${upload.fileName}`
          }
          words={numbers(upload.closes)}
          done={0}
          of={null}
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-[13px] text-ink-2">
          You can leave this page: it goes on by itself{upload.mayDecide && ', and waits for you here'}.
        </p>
        {isStaging && upload.mayDecide && <CancelUpload id={upload.id} cancelUpload={cancelUpload} />}
      </div>
    </Card>
  );
}

const rowsInWords = (read: number, total: number | null) =>
  total
    ? `${formatCount(Math.min(read, total))} of ${formatCount(total)} rows read`
    : `${formatCount(read)} rows read`;
