'use client';

import {
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowData,
  type SortingState,
} from '@tanstack/react-table';
import { cx } from '../ui/class-names';
import { SortHeader } from './sort-header';

/**
 * Register this with a table's column helper. `className` places a cell, in the table and on the card;
 * `headerClassName` is for a header that stays on a narrow screen though it does not sort.
 */
export const features = tableFeatures({
  rowSortingFeature,
  columnMeta: metaHelper<{ className?: string; headerClassName?: string }>(),
});
export type Features = typeof features;

/**
 * A table whose rows the server has sorted. On a narrow screen each row becomes a card; roles are spelled
 * out because a table that is displayed as anything else stops being one for assistive technology.
 */
export function DataTable<Row extends RowData>({
  label,
  columns,
  rows,
  rowId,
  sort,
  onSort,
  busy,
}: {
  label: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  columns: ColumnDef<Features, Row, any>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** `phone.asc` */
  sort: string;
  onSort: (sort: string) => void;
  busy: boolean;
}) {
  const sorting = sortingOf(sort);
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (update) => {
      const [first] = typeof update === 'function' ? update(sorting) : update;
      if (first) onSort(`${first.id}.${first.desc ? 'desc' : 'asc'}`);
    },
  });
  return (
    <table
      role="table"
      aria-label={label}
      aria-busy={busy}
      className={cx(
        'block w-full border-collapse md:table',
        busy && 'opacity-55 transition-opacity duration-150',
      )}
    >
      <thead role="rowgroup" className="block md:table-header-group">
        {table.getHeaderGroups().map((group) => (
          <tr
            key={group.id}
            role="row"
            className="flex items-center gap-1 border-b border-line bg-sunken px-2 md:table-row"
          >
            {group.headers.map((header) => (
              <SortHeader
                key={header.id}
                sorted={header.column.getIsSorted()}
                className={header.column.columnDef.meta?.headerClassName}
                onSort={header.column.getCanSort() ? () => header.column.toggleSorting() : null}
              >
                <table.FlexRender header={header} />
              </SortHeader>
            ))}
          </tr>
        ))}
      </thead>
      <tbody role="rowgroup" className="block md:table-row-group">
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id}
            role="row"
            className="relative grid grid-cols-2 gap-x-4 gap-y-1.5 border-b border-line px-4 py-3.5 last:border-b-0 hover:bg-sunken/60 md:static md:table-row"
          >
            {row.getAllCells().map((cell) => (
              <td
                key={cell.id}
                role="cell"
                className={cx(
                  'block min-w-0 md:table-cell md:px-2 md:py-[11px] md:align-top md:text-[13px] lg:px-4 lg:text-sm',
                  cell.column.columnDef.meta?.className,
                )}
              >
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sortingOf(sort: string): SortingState {
  const [id = '', direction] = sort.split('.');
  return [{ id, desc: direction === 'desc' }];
}
