import Link from 'next/link';
import type { UploadSummary } from '@/lib/uploads/view';
import type { FormAction } from '@/lib/web/form-state';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';
import { Moment, type Clock } from '../ui/moment';
import { Bone } from '../ui/skeleton';
import { Tips } from '../ui/tips';
import { OpeningSign } from './opening-sign';
import { UndoUpload } from './undo-upload';
import { resultInWords, STATUS_WORDS } from './words';

/** Every file that was ever uploaded: who, when, what came of it, and its fingerprint. */
export const EarlierUploads = ({
  uploads,
  clock,
  undoUpload,
}: {
  uploads: UploadSummary[];
  clock: Clock;
  undoUpload: FormAction;
}) => (
  <Section>
    {uploads.length === 0 ? (
      <p className="px-4 py-6 text-center text-ink-2">No file has been uploaded yet.</p>
    ) : (
      <Tips>
        <ul>
          {uploads.map((upload) => (
            <li
              key={upload.id}
              className="relative flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-b-0 hover:bg-sunken/60"
            >
              <div className="min-w-0 flex-1 basis-64">
                <Link
                  href={`/reports/opt-outs/upload/${upload.id}`}
                  className="font-medium break-words underline decoration-line-strong underline-offset-3 hover:decoration-current"
                >
                  {upload.fileName}
                  <OpeningSign />
                </Link>
                <p className="text-[13px] break-words text-ink-2">{resultInWords(upload)}</p>
              </div>
              <div className="text-[13px] text-ink-2 sm:text-right">
                <p>
                  <span className={cx('font-medium', statusColour(upload))}>
                    {STATUS_WORDS[upload.status]}
                  </span>{' '}
                  ·{' '}
                  <Moment
                    at={upload.undone?.at ?? upload.appliedAt ?? upload.createdAt}
                    clock={clock}
                    className="rounded"
                  />
                </p>
                <p>
                  {upload.userName} · <Fingerprint sha256={upload.sha256} />
                </p>
              </div>
              {upload.mayUndo && <UndoUpload upload={upload} undoUpload={undoUpload} size="small" />}
            </li>
          ))}
        </ul>
      </Tips>
    )}
  </Section>
);

export const EarlierUploadsSkeleton = () => (
  <Section>
    <div aria-busy="true">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex justify-between gap-4 border-b border-line px-4 py-3 last:border-b-0">
          <div className="grid gap-2 py-1">
            <Bone className="w-44" />
            <Bone className="w-60" />
          </div>
          <div className="grid justify-items-end gap-2 py-1">
            <Bone className="w-32" />
            <Bone className="w-24" />
          </div>
        </div>
      ))}
    </div>
  </Section>
);

const Section = ({ children }: { children: React.ReactNode }) => (
  <section aria-labelledby="earlier-uploads" className="mt-8">
    <h2 id="earlier-uploads" className="mb-3 text-base font-semibold">
      Earlier uploads
    </h2>
    <Card>{children}</Card>
  </section>
);

/** Short, and whole on hover and focus. */
export const Fingerprint = ({ sha256 }: { sha256: string }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its tip must be reachable by keyboard
  <span
    tabIndex={0}
    data-tip={`SHA-256 ${sha256.replace(/(.{32})/, '$1\n')}`}
    className="rounded font-mono text-xs"
  >
    {sha256.slice(0, 8)}
  </span>
);

const statusColour = ({ status }: UploadSummary) =>
  status === 'applied' ? 'text-ok' : status === 'failed' ? 'text-danger' : 'text-ink';
