import { Card } from '../ui/card';
import { PageHead } from '../ui/page-head';
import { Bone } from '../ui/skeleton';

/** The list's layout while its broadcasts are on their way. */
export const BroadcastListSkeleton = () => (
  <div aria-busy="true">
    <PageHead title="Broadcasts" actions={<Bone className="h-9 w-32 rounded-lg" />}>
      Texts and calls to many people at once. Nobody who opted out gets one.
    </PageHead>
    <Card>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} className="flex gap-3 border-b border-line px-5 py-4 last:border-b-0">
          <Bone className="size-4" />
          <div className="grid flex-1 gap-2">
            <Bone className="w-3/5" />
            <Bone className="w-2/5" />
          </div>
          <Bone className="h-6 w-20 rounded-full" />
        </div>
      ))}
    </Card>
  </div>
);
