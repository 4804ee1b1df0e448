'use client';

import { EllipsisVertical, Plus, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../ui/button';
import { Popover } from '../ui/popover';
import { ExportMenu } from './export-menu';

const UPLOAD = '/reports/opt-outs/upload';

/** Export, upload and add. On a narrow screen the first two fold into a panel, and Add floats. */
export function ReportActions({
  may,
  query,
  onAdd,
}: {
  may: { export: boolean; upload: boolean };
  /** The filter as URL parameters. */
  query: string;
  onAdd: () => void;
}) {
  const [more, setMore] = useState(false);
  const router = useRouter();
  const upload = may.upload && (
    <Button
      onClick={() => router.push(UPLOAD)}
      onPointerEnter={() => router.prefetch(UPLOAD)}
      className="max-md:w-full max-md:justify-start max-md:border-transparent max-md:shadow-none"
    >
      <Upload size={16} aria-hidden /> Upload a file
    </Button>
  );
  const exports = may.export && (
    <ExportMenu from={{ query }} className="max-md:w-full max-md:justify-start max-md:text-ink" />
  );
  return (
    <div className="flex shrink-0 items-center gap-2 self-start md:self-end">
      <div className="hidden gap-2 md:flex">
        {exports}
        {upload}
      </div>
      {(may.upload || may.export) && (
        <div className="md:hidden">
          <Popover
            open={more}
            onOpenChange={setMore}
            align="end"
            label="More actions"
            button={
              <Button look="ghost" aria-label="More actions" className="size-10 !px-0">
                <EllipsisVertical size={20} aria-hidden />
              </Button>
            }
          >
            {upload}
            {exports}
          </Popover>
        </div>
      )}
      <Button
        look="primary"
        onClick={onAdd}
        className="max-md:fixed max-md:right-4 max-md:bottom-4 max-md:z-20 max-md:h-12 max-md:rounded-full max-md:px-5 max-md:shadow-pop"
      >
        <Plus size={16} aria-hidden /> Add an opt-out
      </Button>
    </div>
  );
}
