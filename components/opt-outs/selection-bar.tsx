'use client';

import { formatCount } from '@/lib/format';
import type { Sort } from '@/lib/opt-outs/filter';
import { MOST_SELECTED } from '@/lib/opt-outs/view';
import type { Selection } from '../data-table/use-selection';
import { Button } from '../ui/button';
import { ExportMenu } from './export-menu';

/** What can be done with the selected rows: take them out as a file. It stays in sight while the rows scroll. */
export function SelectionBar({ selection, sort }: { selection: Selection; sort: Sort }) {
  const count = selection.ids.size;
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {count > 0 && `${formatCount(count)} selected`}
      </p>
      {count > 0 && (
        <div
          role="group"
          aria-label="Selection"
          className="sticky bottom-0 z-10 flex min-h-12 flex-wrap items-center gap-x-0 border-t border-line bg-accent-soft px-4 py-1.5 text-[13px] max-md:bottom-[72px] md:gap-x-2"
        >
          <span className="mr-1 font-medium tabular-nums">{formatCount(count)} selected</span>
          <ExportMenu
            name="Export selected"
            size="small"
            from={{ phones: [...selection.ids], sort }}
            className="text-accent"
          />
          <Button look="ghost" size="small" aria-label="Clear selection" onClick={selection.clear}>
            Clear
          </Button>
          {count >= MOST_SELECTED && (
            <span className="text-ink-2">That is the most at once; filter and export for more.</span>
          )}
        </div>
      )}
    </>
  );
}
