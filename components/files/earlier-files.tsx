import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';
import { Moment, type Clock } from '../ui/moment';
import { Bone } from '../ui/skeleton';
import { Tips } from '../ui/tips';
import { OpeningSign } from './opening-sign';

export type EarlierFile = {
  href: string;
  fileName: string;
  /** What came of it. */
  result: string;
  status: string;
  words: string;
  at: Date;
  by: ReactNode;
  /** What can be done with it still. */
  action?: ReactNode;
};

/** Every file that was ever sent here: who, when, what came of it. */
export const EarlierFiles = ({
  title,
  none,
  files,
  clock,
}: {
  title: string;
  /** What is said where there is none. */
  none: string;
  files: EarlierFile[];
  clock: Clock;
}) => (
  <Section title={title}>
    {files.length === 0 ? (
      <p className="px-4 py-6 text-center text-ink-2">{none}</p>
    ) : (
      <Tips>
        <ul>
          {files.map((file) => (
            <li
              key={file.href}
              className="relative flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-b-0 hover:bg-sunken/60"
            >
              <div className="min-w-0 flex-1 basis-64">
                <Link
                  href={file.href}
                  className="font-medium break-words underline decoration-line-strong underline-offset-3 hover:decoration-current"
                >
                  {file.fileName}
                  <OpeningSign />
                </Link>
                <p className="text-[13px] break-words text-ink-2">{file.result}</p>
              </div>
              <div className="text-[13px] text-ink-2 sm:text-right">
                <p>
                  <span className={cx('font-medium', colourOf(file.status))}>{file.words}</span> ·{' '}
                  <Moment at={file.at} clock={clock} className="rounded" />
                </p>
                <p>{file.by}</p>
              </div>
              {file.action}
            </li>
          ))}
        </ul>
      </Tips>
    )}
  </Section>
);

export const EarlierFilesSkeleton = ({ title }: { title: string }) => (
  <Section title={title}>
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

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-labelledby="earlier-files" className="mt-8">
    <h2 id="earlier-files" className="mb-3 text-base font-semibold">
      {title}
    </h2>
    <Card>{children}</Card>
  </section>
);

const colourOf = (status: string) =>
  status === 'applied' ? 'text-ok' : status === 'failed' ? 'text-danger' : 'text-ink';
