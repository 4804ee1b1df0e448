import { Card } from '../ui/card';
import { Bone } from '../ui/skeleton';

/** The composer's layout until it can keep what is typed. */
export const ComposerSkeleton = () => (
  <div aria-busy="true" className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
    <Card className="grid gap-6 p-5 sm:p-6">
      {['h-10 w-72 max-w-full', 'h-32', 'h-24', 'h-9', 'h-7 w-56'].map((size) => (
        <div key={size} className="grid gap-2">
          <Bone className="w-24" />
          <Bone className={`rounded-lg ${size}`} />
        </div>
      ))}
    </Card>
    <div className="grid gap-5">
      <Card className="grid gap-2 p-5">
        <Bone className="w-24" />
        <Bone className="w-4/5" />
      </Card>
      <Card className="grid gap-4 p-5">
        <Bone className="w-3/5" />
        <Bone className="h-10 rounded-lg" />
      </Card>
    </div>
  </div>
);
