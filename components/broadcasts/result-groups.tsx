import Link from 'next/link';
import type { BroadcastId } from '@/db/vocabulary';
import { shownAt, type Shown } from '@/lib/broadcasts/filter';
import type { BroadcastCounts } from '@/lib/broadcasts/view';
import { formatCount } from '@/lib/format';
import { cx } from '../ui/class-names';
import { countOf, GROUPS, listed } from './words';

/** The groups of the result, kept apart, with how many stand in each; each shows its recipients below. */
export function ResultGroups({
  id,
  counts,
  shown,
}: {
  id: BroadcastId;
  counts: BroadcastCounts;
  shown: Shown;
}) {
  const chosen = GROUPS.find(({ key }) => key === shown.show);
  const tiles = [
    { key: undefined, name: 'All', n: listed(counts) },
    ...GROUPS.map(({ key, name }) => ({ key, name, n: countOf(counts, key) })),
  ];
  return (
    <nav aria-label="Results" className="mb-3">
      <ul className="grid grid-cols-2 gap-2 min-[480px]:grid-cols-3 md:grid-cols-6 xl:grid-cols-11">
        {tiles.map(({ key, name, n }) => (
          <li key={name}>
            <Link
              href={shownAt(id, { show: key })}
              scroll={false}
              aria-current={shown.show === key ? 'true' : undefined}
              className={cx(
                'block rounded-[10px] border px-3 py-2 transition-colors duration-150',
                shown.show === key
                  ? 'border-accent bg-accent-soft'
                  : 'border-line bg-surface hover:border-line-strong',
              )}
            >
              <span className="block truncate text-[13px] text-ink-2">{name}</span>
              <span className={cx('block text-lg/6 font-semibold tabular-nums', n === 0 && 'text-ink-3')}>
                {formatCount(n)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-2 min-h-5 text-ink-2">{chosen?.meaning}</p>
    </nav>
  );
}
