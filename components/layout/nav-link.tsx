'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

/** A link of the top bar; the one whose screens are open says so. */
export function NavLink({ href, children }: { href: string; children: string }) {
  const path = usePathname();
  const isHere = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isHere ? 'page' : undefined}
      className="rounded-lg py-1 text-ink-2 hover:text-ink aria-[current]:font-medium aria-[current]:text-ink"
    >
      {children}
    </Link>
  );
}
