import Link from 'next/link';
import { formatExact } from '@/lib/format';
import type { UploadView } from '@/lib/uploads/view';
import { buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { UploadCard } from './upload-card';
import type { UploadActions } from './one-upload';
import { ReadOtherwise } from '../files/read-otherwise';
import { RejectedRows } from '../files/rejected-rows';
import { UndoUpload } from './undo-upload';
import { numbers, rejectedRowsOf, ROLE_WORDS } from './words';

/** How an upload ended, and where to go from here. */
export function Result({
  upload,
  clock,
  actions,
}: {
  upload: UploadView;
  clock: Clock;
  actions: Pick<UploadActions, 'rereadUpload' | 'undoUpload'>;
}) {
  const isApplied = upload.status === 'applied';
  return (
    <section aria-label="Result">
      <h2 className="sr-only">Result</h2>
      <div className="mb-4">
        <Outcome upload={upload} clock={clock} />
      </div>
      {isApplied && <UploadCard upload={upload} />}
      {upload.status === 'failed' && upload.reading && upload.mayReread && (
        <Card className="mb-4">
          <ReadOtherwise
            id={upload.id}
            reading={upload.reading}
            roles={ROLE_WORDS}
            reread={actions.rereadUpload}
            isOpen
          />
        </Card>
      )}
      <div className="flex flex-wrap gap-2">
        {isApplied && (
          <Link href="/reports/opt-outs?source=upload" className={buttonClass('primary')}>
            See them on the report
          </Link>
        )}
        <Link href="/reports/opt-outs/upload" className={buttonClass(isApplied ? 'plain' : 'primary')}>
          Upload another file
        </Link>
        {upload.mayUndo && (
          <UndoUpload upload={upload} undoUpload={actions.undoUpload} className="sm:ml-auto" />
        )}
      </div>
    </section>
  );
}

function Undone({ upload: { undone }, clock }: { upload: UploadView; clock: Clock }) {
  if (!undone) return null;
  const { at, by, reason, reopened, stillClosed } = undone;
  return (
    <Notice tone="quiet" title={`Taken back: ${numbers(reopened)} may get calls or texts again`}>
      By {by} on {formatExact(at, clock.timeZone)}: “{reason}”.
      {stillClosed > 0 &&
        ` ${numbers(stillClosed)} stay${stillClosed === 1 ? 's' : ''} on the report, because of another opt-out.`}
    </Notice>
  );
}

function Outcome({ upload, clock }: { upload: UploadView; clock: Clock }) {
  const { counts, appliedAt, fileName } = upload;
  switch (upload.status) {
    case 'applied':
      return (
        <Notice tone="good" title={`${numbers(counts.new + counts.widened)} opted out`}>
          {appliedAt && `Applied on ${formatExact(appliedAt, clock.timeZone)}. `}
          We stop messaging them at once.
          {counts.rejected > 0 && (
            <>
              {' '}
              {counts.rejected === 1 ? '1 row' : `${counts.rejected.toLocaleString('en-US')} rows`} could not
              be read: <RejectedRows href={rejectedRowsOf(upload)} />
            </>
          )}
        </Notice>
      );
    case 'undone':
      return <Undone upload={upload} clock={clock} />;
    case 'failed':
      return (
        <Notice tone="danger" role="alert" title={`${fileName} could not be used`}>
          {upload.problem ?? 'Something went wrong on our side.'} Nothing was changed; every opt-out stands as
          it did. Mend the file or try again with another.
        </Notice>
      );
    default:
      return (
        <Notice tone="quiet" title="This upload was cancelled">
          Nothing was changed.
        </Notice>
      );
  }
}
