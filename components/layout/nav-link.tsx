'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

/** A link of the top bar, with how many wait there; the one whose screens are open says so. */
export function NavLink({
  href,
  count = 0,
  of = '',
  children,
}: {
  href: string;
  count?: number;
  of?: string;
  children: string;
}) {
  const path = usePathname();
  const isHere = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-description={count > 0 ? `${count} ${of}` : undefined}
      aria-current={isHere ? 'page' : undefined}
      className="rounded-lg py-1 text-ink-2 hover:text-ink aria-[current]:font-medium aria-[current]:text-ink"
    >
      {children}
      {count > 0 && (
        <span
          aria-hidden
          className="ml-1.5 rounded-full bg-accent px-1.5 py-px text-xs font-medium text-accent-ink"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  );
}
