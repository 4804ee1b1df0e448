import type { ReactNode } from 'react';
import type { UploadView } from '@/lib/uploads/view';
import { FileCard, type ShownCount } from '../files/file-card';
import { bytesInWords, rows } from '../files/words';
import { numbers } from './words';

export const UploadCard = ({ upload, children }: { upload: UploadView; children?: ReactNode }) => (
  <FileCard
    file={upload}
    size={[bytesInWords(upload.bytes), rows(upload.counts.rows), numbers(upload.counts.phones)]}
    counts={shownCounts(upload.counts)}
  >
    {children}
  </FileCard>
);

const shownCounts = (counts: UploadView['counts']): ShownCount[] => [
  ['new opt-outs', counts.new],
  ['now out of both', counts.widened],
  ['already opted out', counts.already_opted_out],
  ['twice in the file', counts.duplicate],
  ...(counts.no_request > 0 ? [['asks for nothing', counts.no_request] satisfies ShownCount] : []),
  ['rejected', counts.rejected, true],
];
