'use client';

import { ChartNoAxesColumn, ChevronDown, LogOut, Smartphone } from 'lucide-react';
import Link from 'next/link';
import { useTransition } from 'react';
import { useHoverMenu } from './use-hover-menu';

const ITEM =
  'flex h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-left outline-none hover:bg-sunken focus:bg-sunken';

/** The user's name, top right, and what opens beneath it. */
export function UserMenu({
  userName,
  hasSimulator,
  signOut,
}: {
  userName: string;
  /** Whether phones are simulated here. */
  hasSimulator: boolean;
  signOut: () => Promise<void>;
}) {
  const menu = useHoverMenu();
  const [leaving, startLeaving] = useTransition();
  const item = { role: 'menuitem', tabIndex: -1, className: ITEM } as const;
  return (
    <div {...menu.area} className="relative ml-auto">
      <button
        {...menu.button}
        className="flex h-9 max-w-60 items-center gap-2 rounded-full border border-line bg-surface py-1 pr-2.5 pl-1 hover:bg-sunken"
      >
        <span
          aria-hidden
          className="grid size-[26px] shrink-0 place-items-center rounded-full bg-accent-soft text-[11px] font-semibold text-accent"
        >
          {initialsOf(userName)}
        </span>
        <span className="truncate max-sm:sr-only">{userName}</span>
        <ChevronDown size={14} aria-hidden className="shrink-0" />
      </button>
      {menu.open && (
        <div className="absolute top-full right-0 z-30 pt-1.5">
          <div
            {...menu.list}
            aria-label={userName}
            className="w-52 animate-[appear_150ms_ease-out] rounded-[10px] border border-line bg-surface p-1 shadow-pop"
          >
            <Link {...item} href="/reports" onClick={menu.close}>
              <ChartNoAxesColumn size={16} aria-hidden /> Reports
            </Link>
            {hasSimulator && (
              <Link {...item} href="/simulator" onClick={menu.close}>
                <Smartphone size={16} aria-hidden /> Phone simulator
              </Link>
            )}
            <div role="separator" className="my-1 border-t border-line" />
            <button {...item} type="button" disabled={leaving} onClick={() => startLeaving(() => signOut())}>
              <LogOut size={16} aria-hidden /> Sign out
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
