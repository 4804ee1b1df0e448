import { Card } from '../ui/card';
import { PageHead } from '../ui/page-head';
import { Bone } from '../ui/skeleton';

const WIDTHS = ['w-36', 'w-32', 'w-24', 'w-20'];

/** The list's layout while its rows are on their way. */
export const ContactsSkeleton = () => (
  <div aria-busy="true">
    <PageHead title="Contacts" actions={<Bone className="h-9 w-40 rounded-lg max-md:hidden" />}>
      <Bone className="mt-1 mb-0.5 w-56 max-w-full" />
    </PageHead>
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <Bone className="h-9 w-full rounded-lg sm:w-80" />
      <Bone className="h-8 w-24 rounded-full" />
    </div>
    <Card>
      <div className="h-[39px] border-b border-line bg-sunken" />
      {Array.from({ length: 10 }, (_, row) => (
        <div
          key={row}
          className="flex h-[43px] items-center justify-between gap-4 border-b border-line px-4 last:border-b-0"
        >
          {WIDTHS.map((width, column) => (
            <Bone key={column} className={`${width} ${column > 1 ? 'max-md:hidden' : ''}`} />
          ))}
        </div>
      ))}
    </Card>
  </div>
);
