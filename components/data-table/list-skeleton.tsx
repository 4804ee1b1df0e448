import type { ComponentProps } from 'react';
import { Card } from '../ui/card';
import { PageHead } from '../ui/page-head';
import { Bone } from '../ui/skeleton';

/** The layout of a list with its search, filters and table while its rows are on their way. */
export const ListSkeleton = ({
  filters,
  columns,
  line,
  rows,
  ...head
}: Pick<ComponentProps<typeof PageHead>, 'crumbs' | 'title'> & {
  /** Classes of width: of the line under the heading, the filters, the columns. */
  line: string;
  filters: string[];
  columns: string[];
  rows: number;
}) => (
  <div aria-busy="true">
    <PageHead {...head} actions={<Bone className="h-9 w-40 rounded-lg max-md:hidden" />}>
      <Bone className={`mt-1 mb-0.5 max-w-full ${line}`} />
    </PageHead>
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <Bone className="h-9 w-full rounded-lg sm:w-80" />
      {filters.map((width, n) => (
        <Bone key={n} className={`h-8 rounded-full ${width}`} />
      ))}
    </div>
    <Card>
      <div className="h-[39px] border-b border-line bg-sunken" />
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          className="flex h-[43px] items-center justify-between gap-4 border-b border-line px-4 last:border-b-0"
        >
          {columns.map((width, n) => (
            <Bone key={n} className={`${width} ${n > 1 ? 'max-md:hidden' : ''}`} />
          ))}
        </div>
      ))}
    </Card>
  </div>
);
