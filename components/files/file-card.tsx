import { FileSpreadsheet } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '@/lib/format';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';

/** A kind of outcome, how many came to it, and whether that is something to mend. */
export type ShownCount = [words: string, count: number, isBad?: boolean];

/** A file, how we read it, and how what stands in it falls out, as big numbers. */
export const FileCard = ({
  file,
  size,
  counts,
  children,
}: {
  file: { fileName: string; detected: string[] };
  /** How much it is, as the parts of one line. */
  size: string[];
  counts: ShownCount[];
  children?: ReactNode;
}) => (
  <Card className="mb-4">
    <div className="flex items-start gap-3 px-4 py-3.5">
      <FileSpreadsheet size={20} aria-hidden className="mt-0.5 shrink-0 text-ok" />
      <div className="min-w-0">
        <h3 className="font-medium break-words">{file.fileName}</h3>
        <p className="text-[13px] break-words text-ink-2">{file.detected.join(' · ')}</p>
        <p className="text-[13px] text-ink-2">{size.join(' · ')}</p>
      </div>
    </div>
    {children}
    <dl className="flex flex-wrap gap-px border-t border-line bg-line">
      {counts.map(([words, count, isBad]) => (
        <div key={words} className="flex min-w-[44%] flex-1 flex-col bg-surface px-4 py-3.5 sm:min-w-28">
          <dt className="order-2 text-[13px] text-ink-2">{words}</dt>
          <dd
            className={cx(
              'text-[22px]/7 font-semibold tracking-[-0.01em]',
              isBad && count > 0 && 'text-danger',
            )}
          >
            {formatCount(count)}
          </dd>
        </div>
      ))}
    </dl>
  </Card>
);
