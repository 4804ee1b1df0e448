import type { UploadSummary } from '@/lib/uploads/view';
import type { FormAction } from '@/lib/web/form-state';
import { EarlierFiles, EarlierFilesSkeleton } from '../files/earlier-files';
import type { Clock } from '../ui/moment';
import { UndoUpload } from './undo-upload';
import { resultInWords, STATUS_WORDS } from './words';

const TITLE = 'Earlier uploads';

/** Every file that was ever uploaded, with its fingerprint. */
export const EarlierUploads = ({
  uploads,
  clock,
  undoUpload,
}: {
  uploads: UploadSummary[];
  clock: Clock;
  undoUpload: FormAction;
}) => (
  <EarlierFiles
    title={TITLE}
    none="No file has been uploaded yet."
    clock={clock}
    files={uploads.map((upload) => ({
      href: `/reports/opt-outs/upload/${upload.id}`,
      fileName: upload.fileName,
      result: resultInWords(upload),
      status: upload.status,
      words: STATUS_WORDS[upload.status],
      at: upload.undone?.at ?? upload.appliedAt ?? upload.createdAt,
      by: (
        <>
          {upload.userName} · <Fingerprint sha256={upload.sha256} />
        </>
      ),
      action: upload.mayUndo && <UndoUpload upload={upload} undoUpload={undoUpload} size="small" />,
    }))}
  />
);

export const EarlierUploadsSkeleton = () => <EarlierFilesSkeleton title={TITLE} />;

/** Short, and whole on hover and focus. */
const Fingerprint = ({ sha256 }: { sha256: string }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its tip must be reachable by keyboard
  <span
    tabIndex={0}
    data-tip={`SHA-256 ${sha256.replace(/(.{32})/, '$1\n')}`}
    className="rounded font-mono text-xs"
  >
    {sha256.slice(0, 8)}
  </span>
);
