import Link from 'next/link';
import type { ComponentProps } from 'react';
import { BrandMark } from './brand-mark';
import { NavLink } from './nav-link';
import { UserMenu } from './user-menu';

/** The bar on top of every screen of a signed-in user. */
export function TopBar({ unread, ...menu }: ComponentProps<typeof UserMenu> & { unread: number }) {
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent px-3.5 py-2 font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <header className="flex h-14 items-center gap-3 border-b border-line bg-surface px-3 sm:gap-7 sm:px-6">
        <Link
          href="/reports/opt-outs"
          className="flex min-w-0 items-center gap-2.5 rounded-lg font-semibold max-sm:shrink-0"
        >
          <BrandMark />
          <span className="truncate max-sm:sr-only">Opt Out Report</span>
        </Link>
        <nav aria-label="Main" className="flex items-center gap-3 text-[13px] sm:gap-6 sm:text-sm">
          <NavLink href="/broadcasts">Broadcasts</NavLink>
          <NavLink href="/contacts">Contacts</NavLink>
          <NavLink href="/inbox" count={unread} of="unread">
            Inbox
          </NavLink>
        </nav>
        <UserMenu {...menu} />
      </header>
    </>
  );
}
