import { Card } from '../ui/card';
import { PageHead } from '../ui/page-head';
import { Bone } from '../ui/skeleton';

/** The Inbox's layout while its lines are on their way. */
export const InboxSkeleton = () => (
  <div aria-busy="true">
    <PageHead title="Inbox">What people texted to your number, and how it was read.</PageHead>
    <div className="mb-3 flex gap-2">
      {['w-11', 'w-18', 'w-28', 'w-24'].map((width) => (
        <Bone key={width} className={`h-[30px] rounded-full ${width}`} />
      ))}
    </div>
    <Card>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} className="grid gap-2 border-b border-line px-4 py-4 last:border-b-0">
          <div className="flex justify-between">
            <Bone className="w-36" />
            <Bone className="w-24" />
          </div>
          <Bone className="w-64 max-w-full" />
        </div>
      ))}
    </Card>
  </div>
);
