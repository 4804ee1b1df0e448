'use client';

import { Trash2 } from 'lucide-react';
import type { ContactFilterKey } from '@/lib/contacts/filter';
import type { GroupView } from '@/lib/contacts/view';
import { formatCount } from '@/lib/format';
import { FilterChip } from '../data-table/filter-chip';
import type { ViewChange } from '../data-table/use-view';
import { cx } from '../ui/class-names';
import { Menu, MenuChoices } from '../ui/menu';

/** What narrows the list: one group, or those that were deleted. */
export function Filters({
  view,
  change,
  groups,
  deleted,
}: {
  view: Record<ContactFilterKey, string | null>;
  change: (patch: ViewChange<ContactFilterKey>) => void;
  groups: GroupView[];
  /** How many can be restored. */
  deleted: number;
}) {
  const group = groups.find(({ id }) => String(id) === view.group) ?? null;
  const isDeleted = view.show === 'deleted';
  return (
    <div role="group" aria-label="Filters" className="flex min-w-0 flex-wrap gap-2">
      {(groups.length > 0 || view.group) && (
        <FilterChip name="Group" value={group?.name ?? null} onClear={() => change({ group: null })}>
          {(button) => (
            <Menu button={button}>
              <MenuChoices
                value={group ? String(group.id) : null}
                choices={groups.map(
                  ({ id, name, members }) => [String(id), `${name} (${formatCount(members)})`] as const,
                )}
                onChoose={(next) => change({ group: next })}
              />
            </Menu>
          )}
        </FilterChip>
      )}
      {(deleted > 0 || isDeleted) && (
        <button
          type="button"
          aria-pressed={isDeleted}
          onClick={() => change({ show: isDeleted ? null : 'deleted' })}
          className={cx(
            'inline-flex h-8 items-center gap-1.5 rounded-full border px-3 hover:text-ink',
            isDeleted
              ? 'border-accent-line bg-accent-soft font-medium text-accent'
              : 'border-dashed border-control text-ink-2',
          )}
        >
          <Trash2 size={14} aria-hidden /> Deleted
        </button>
      )}
    </div>
  );
}
