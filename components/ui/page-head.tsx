import Link from 'next/link';
import type { ReactNode } from 'react';

export type Crumb = { name: string; href: string };

/** Where we are, what this is, one line about it, and what can be done here. */
export function PageHead({
  crumbs = [],
  title,
  children,
  actions,
}: {
  crumbs?: Crumb[];
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mb-5 flex items-end gap-3">
      <div className="min-w-0 flex-1">
        {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
        <h1 tabIndex={-1} className="my-0.5 text-2xl/8 font-semibold tracking-[-0.01em] outline-none">
          {title}
        </h1>
        {children && <div className="text-ink-2">{children}</div>}
      </div>
      {actions}
    </div>
  );
}

const Crumbs = ({ crumbs }: { crumbs: Crumb[] }) => (
  <nav aria-label="Breadcrumb" className="text-[13px] text-ink-3">
    {crumbs.map(({ name, href }, index) => (
      <span key={href}>
        {index > 0 && <span aria-hidden> / </span>}
        <Link href={href} className="rounded py-0.5 hover:text-ink hover:underline hover:underline-offset-3">
          {name}
        </Link>
      </span>
    ))}
  </nav>
);
