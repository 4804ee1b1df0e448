import type { ReactNode } from 'react';
import type { ImportView } from '@/lib/contacts/view';
import { FileCard } from '../files/file-card';
import { bytesInWords, rows } from '../files/words';

export const ImportCard = ({ file, children }: { file: ImportView; children?: ReactNode }) => (
  <FileCard
    file={file}
    size={[bytesInWords(file.bytes), rows(file.counts.rows)]}
    counts={[
      ['new contacts', file.counts.new],
      ['updated', file.counts.updated],
      ['twice in the file', file.counts.duplicate],
      ['rejected', file.counts.rejected, true],
    ]}
  >
    {children}
  </FileCard>
);
