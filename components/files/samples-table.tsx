import type { ReactNode } from 'react';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';

/** The first rows of each kind of a file, and under them what can be done now. */
export const SamplesTable = ({
  heads,
  rows,
  children,
}: {
  /** Of the columns after the row's number. */
  heads: string[];
  rows: ReactNode;
  children: ReactNode;
}) => (
  <Card>
    <table role="table" aria-label="Samples" className="block w-full border-collapse md:table">
      <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
        <tr role="row" className="border-b border-line bg-sunken md:table-row">
          {['Row', ...heads].map((head) => (
            <th
              key={head}
              role="columnheader"
              className="text-left text-[12.5px] font-medium whitespace-nowrap text-ink-2 md:px-4 md:py-[9px]"
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block md:table-row-group">
        {rows}
      </tbody>
    </table>
    <div className="sticky bottom-0 rounded-b-[inherit] border-t border-line bg-surface px-4 py-3">
      {children}
    </div>
  </Card>
);

export const SampleRow = ({ row, children }: { row: number; children: ReactNode }) => (
  <tr
    role="row"
    className="grid grid-cols-[3.5rem_1fr] gap-x-3 gap-y-0.5 border-b border-line px-4 py-3 last:border-b-0 md:table-row"
  >
    <SampleCell className="text-ink-2 max-md:row-span-4">
      <span className="md:hidden">Row </span>
      {row}
    </SampleCell>
    {children}
  </tr>
);

export const SampleCell = ({ className, children }: { className?: string | false; children: ReactNode }) => (
  <td role="cell" className={cx('block min-w-0 md:table-cell md:px-4 md:py-[11px] md:align-top', className)}>
    {children}
  </td>
);
