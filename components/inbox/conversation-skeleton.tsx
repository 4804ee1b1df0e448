import { Card } from '../ui/card';
import { PageHead } from '../ui/page-head';
import { Bone } from '../ui/skeleton';

/** A conversation's layout while it is on its way. */
export const ConversationSkeleton = () => (
  <div aria-busy="true" aria-label="Conversation">
    <PageHead crumbs={[{ name: 'Inbox', href: '/inbox' }]} title="Conversation" />
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
      <Card className="grid gap-4 p-4">
        <Bone className="h-10 w-56 rounded-2xl" />
        <Bone className="h-10 w-64 justify-self-end rounded-2xl" />
        <Bone className="h-10 w-40 rounded-2xl" />
      </Card>
      <Card className="grid gap-3 p-4">
        <Bone className="w-32" />
        <Bone className="h-14 rounded-lg" />
        <Bone className="h-14 rounded-lg" />
      </Card>
    </div>
  </div>
);
