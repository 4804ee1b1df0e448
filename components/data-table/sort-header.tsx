'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../ui/class-names';

type Sorted = false | 'asc' | 'desc';

/** A column's header; where it can be sorted, the whole header is the button. On cards only those remain. */
export function SortHeader({
  sorted,
  onSort,
  className,
  children,
}: {
  sorted: Sorted;
  onSort: (() => void) | null;
  /** Where it stays on a narrow screen without being sortable. */
  className?: string;
  children: ReactNode;
}) {
  const cell = 'text-left text-[12.5px] font-medium text-ink-2 md:static md:table-cell';
  if (!onSort) {
    return (
      <th
        role="columnheader"
        className={cx(
          cell,
          className ?? 'sr-only md:not-sr-only',
          'md:table-cell md:px-2 md:py-[9px] lg:px-4',
        )}
      >
        {children}
      </th>
    );
  }
  const Arrow = sorted === 'asc' ? ArrowUp : sorted === 'desc' ? ArrowDown : ChevronsUpDown;
  return (
    <th role="columnheader" aria-sort={SORTED[String(sorted)]} className={cx(cell, 'md:p-0')}>
      <button
        type="button"
        onClick={onSort}
        className={cx(
          'flex h-[38px] w-full items-center gap-1 rounded px-2 whitespace-nowrap -outline-offset-2 hover:text-ink md:px-2 lg:px-4',
          sorted && 'text-ink',
        )}
      >
        {children}
        <Arrow size={14} aria-hidden className={cx('shrink-0', !sorted && 'opacity-60')} />
      </button>
    </th>
  );
}

const SORTED: Record<string, 'ascending' | 'descending' | 'none'> = {
  asc: 'ascending',
  desc: 'descending',
  false: 'none',
};
