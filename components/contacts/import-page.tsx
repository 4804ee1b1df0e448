import type { ReactNode } from 'react';
import { PageHead } from '../ui/page-head';

/** What both import screens share: their width, heading and promise. */
export const ImportPage = ({ children, isOver = false }: { children: ReactNode; isOver?: boolean }) => (
  <div className="mx-auto max-w-[980px]">
    <PageHead crumbs={[{ name: 'Contacts', href: '/contacts' }]} title="Import contacts">
      {!isOver && 'Nothing changes until you apply it. An import never touches what people opted out of.'}
    </PageHead>
    {children}
  </div>
);
