'use client';

import type { ImportView } from '@/lib/contacts/view';
import { formatCount } from '@/lib/format';
import type { FormAction } from '@/lib/web/form-state';
import { CancelFile } from '../files/cancel-file';
import { Card } from '../ui/card';
import { Progress } from '../ui/progress';
import { useRefresh } from '../ui/use-refresh';

/** How far the reading is. It goes on without this page; the page follows it. */
export function ImportProgress({ file, cancelImport }: { file: ImportView; cancelImport: FormAction }) {
  useRefresh(1000);
  return (
    <Card className="grid gap-3 px-5 py-6">
      <Progress
        label={`Reading ${file.fileName}`}
        words={`${formatCount(file.rowsRead)} rows read`}
        done={file.rowsRead}
        of={null}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-[13px] text-ink-2">
          You can leave this page: it goes on by itself, and waits for you here.
        </p>
        <CancelFile id={file.id} cancel={cancelImport} />
      </div>
    </Card>
  );
}
