import { TopBar } from '@/components/layout/top-bar';
import { findCarrier } from '@/lib/carriers/find-carrier';
import { requireContext } from '@/lib/web/context';
import { signOut } from './actions';

export default async function DashboardLayout({ children }: LayoutProps<'/'>) {
  const { actor } = await requireContext();
  const hasSimulator = findCarrier().name === 'simulator';
  return (
    <>
      <TopBar userName={actor.name} hasSimulator={hasSimulator} signOut={signOut} />
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
