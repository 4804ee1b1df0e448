import { FileSpreadsheet } from 'lucide-react';
import type { ReactNode } from 'react';
import type { UploadView } from '@/lib/uploads/view';
import { Card } from '../ui/card';
import { Counts } from './counts';
import { bytesInWords, numbers } from './words';
import { formatCount } from '@/lib/format';

/** The file, how we read it, and its counts. */
export const FileCard = ({ upload, children }: { upload: UploadView; children?: ReactNode }) => (
  <Card className="mb-4">
    <div className="flex items-start gap-3 px-4 py-3.5">
      <FileSpreadsheet size={20} aria-hidden className="mt-0.5 shrink-0 text-ok" />
      <div className="min-w-0">
        <h3 className="font-medium break-words">{upload.fileName}</h3>
        <p className="text-[13px] break-words text-ink-2">{upload.detected.join(' · ')}</p>
        <p className="text-[13px] text-ink-2">
          {bytesInWords(upload.bytes)} · {formatCount(upload.counts.rows)}{' '}
          {upload.counts.rows === 1 ? 'row' : 'rows'} · {numbers(upload.counts.phones)}
        </p>
      </div>
    </div>
    {children}
    <Counts counts={upload.counts} />
  </Card>
);
