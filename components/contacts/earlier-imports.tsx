import Link from 'next/link';
import type { ImportSummary } from '@/lib/contacts/view';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';
import { Moment, type Clock } from '../ui/moment';
import { Bone } from '../ui/skeleton';
import { Tips } from '../ui/tips';
import { OpeningSign } from '../uploads/opening-sign';
import { importInWords, IMPORT_STATUS_WORDS } from './import-words';

/** Every file of contacts that was ever sent: who, when, what came of it. */
export const EarlierImports = ({ imports, clock }: { imports: ImportSummary[]; clock: Clock }) => (
  <Section>
    {imports.length === 0 ? (
      <p className="px-4 py-6 text-center text-ink-2">No file of contacts has been imported yet.</p>
    ) : (
      <Tips>
        <ul>
          {imports.map((file) => (
            <li
              key={file.id}
              className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-b-0 hover:bg-sunken/60"
            >
              <div className="min-w-0 flex-1 basis-64">
                <Link
                  href={`/contacts/import/${file.id}`}
                  className="font-medium break-words underline decoration-line-strong underline-offset-3 hover:decoration-current"
                >
                  {file.fileName}
                  <OpeningSign />
                </Link>
                <p className="text-[13px] break-words text-ink-2">{importInWords(file)}</p>
              </div>
              <div className="text-[13px] text-ink-2 sm:text-right">
                <p>
                  <span className={cx('font-medium', statusColour(file))}>
                    {IMPORT_STATUS_WORDS[file.status]}
                  </span>{' '}
                  · <Moment at={file.appliedAt ?? file.createdAt} clock={clock} className="rounded" />
                </p>
                <p>{file.userName}</p>
              </div>
            </li>
          ))}
        </ul>
      </Tips>
    )}
  </Section>
);

export const EarlierImportsSkeleton = () => (
  <Section>
    <div aria-busy="true">
      {[0, 1].map((row) => (
        <div key={row} className="flex justify-between gap-4 border-b border-line px-4 py-3 last:border-b-0">
          <div className="grid gap-2 py-1">
            <Bone className="w-44" />
            <Bone className="w-60" />
          </div>
          <Bone className="w-32" />
        </div>
      ))}
    </div>
  </Section>
);

const Section = ({ children }: { children: React.ReactNode }) => (
  <section aria-labelledby="earlier-imports" className="mt-8">
    <h2 id="earlier-imports" className="mb-3 text-base font-semibold">
      Earlier imports
    </h2>
    <Card>{children}</Card>
  </section>
);

const statusColour = ({ status }: ImportSummary) =>
  status === 'applied' ? 'text-ok' : status === 'failed' ? 'text-danger' : 'text-ink';
