import type { ImportSummary } from '@/lib/contacts/view';
import { EarlierFiles, EarlierFilesSkeleton } from '../files/earlier-files';
import type { Clock } from '../ui/moment';
import { importInWords, IMPORT_STATUS_WORDS } from './import-words';

const TITLE = 'Earlier imports';

/** Every file of contacts that was ever sent. */
export const EarlierImports = ({ imports, clock }: { imports: ImportSummary[]; clock: Clock }) => (
  <EarlierFiles
    title={TITLE}
    none="No file of contacts has been imported yet."
    clock={clock}
    files={imports.map((file) => ({
      href: `/contacts/import/${file.id}`,
      fileName: file.fileName,
      result: importInWords(file),
      status: file.status,
      words: IMPORT_STATUS_WORDS[file.status],
      at: file.appliedAt ?? file.createdAt,
      by: file.userName,
    }))}
  />
);

export const EarlierImportsSkeleton = () => <EarlierFilesSkeleton title={TITLE} />;
