import type { Metadata } from 'next';
import { BroadcastList } from '@/components/broadcasts/broadcast-list';
import type { BroadcastId } from '@/db/vocabulary';
import { listBroadcasts } from '@/lib/broadcasts/list-broadcasts';
import { requireContext } from '@/lib/web/context';

export const metadata: Metadata = { title: 'Broadcasts' };

export default async function BroadcastsPage({ searchParams }: PageProps<'/broadcasts'>) {
  const ctx = await requireContext();
  const { before } = await searchParams;
  const page = await listBroadcasts(ctx, { before: readId(before) });
  return (
    <BroadcastList
      {...page}
      isFirst={readId(before) === undefined}
      clock={{ timeZone: ctx.account.timeZone, now: ctx.now() }}
    />
  );
}

const readId = (text: string | string[] | undefined) =>
  typeof text === 'string' && /^\d{1,15}$/.test(text) ? (Number(text) as BroadcastId) : undefined;
