import { TopBar } from '@/components/layout/top-bar';
import { findCarrier } from '@/lib/carriers/find-carrier';
import { countUnread } from '@/lib/messages/list-conversations';
import { requireContext } from '@/lib/web/context';
import { signOut } from './actions';

export default async function DashboardLayout({ children }: LayoutProps<'/'>) {
  const ctx = await requireContext();
  const unread = await countUnread(ctx);
  const hasSimulator = findCarrier().name === 'simulator';
  return (
    <>
      <TopBar unread={unread} userName={ctx.actor.name} hasSimulator={hasSimulator} signOut={signOut} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-[1240px] px-4 pt-7 pb-24 outline-none sm:px-6"
      >
        {children}
      </main>
    </>
  );
}
