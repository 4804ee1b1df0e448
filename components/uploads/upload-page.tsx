import type { ReactNode } from 'react';
import { PageHead } from '../ui/page-head';

const REPORT = { name: 'Opt Out Report', href: '/reports/opt-outs' };
const REPORTS = { name: 'Reports', href: '/reports' };

/** What both upload screens share: their width, heading and promise. */
export const UploadPage = ({ children, isOver = false }: { children: ReactNode; isOver?: boolean }) => (
  <div className="mx-auto max-w-[980px]">
    <PageHead crumbs={[REPORTS, REPORT]} title="Upload a file">
      {!isOver && 'Nothing changes until you apply it.'}
    </PageHead>
    {children}
  </div>
);
