import type { ReactNode } from 'react';

/** Where there is nothing to show: why, and what to do next. */
export function Blank({
  icon,
  title,
  level = 2,
  children,
  actions,
}: {
  icon?: ReactNode;
  title: string;
  level?: 1 | 2;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      {icon && (
        <div
          className="mb-4 grid size-12 place-items-center rounded-full bg-accent-soft text-accent"
          aria-hidden
        >
          {icon}
        </div>
      )}
      <Heading className="text-base font-semibold">{title}</Heading>
      {children && <div className="mt-1 max-w-md text-ink-2">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
