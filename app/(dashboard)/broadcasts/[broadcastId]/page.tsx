import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Result } from '@/components/broadcasts/result';
import { findBroadcast } from '@/lib/broadcasts/find-broadcast';
import { listInvalid, listRecipients } from '@/lib/broadcasts/list-recipients';
import { parseShown, type Shown } from '@/lib/broadcasts/filter';
import type { BroadcastId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { requireContext } from '@/lib/web/context';
import { cancelBroadcast, optOutRecipient, pauseBroadcast, resumeBroadcast } from '../actions';

export const metadata: Metadata = { title: 'Broadcast' };

/** No `loading` file beside this page: it would answer 200 before we know that there is such a broadcast. */
export default async function BroadcastPage({
  params,
  searchParams,
}: PageProps<'/broadcasts/[broadcastId]'>) {
  const ctx = await requireContext();
  const { broadcastId } = await params;
  const id = /^[1-9]\d{0,14}$/.test(broadcastId) ? (Number(broadcastId) as BroadcastId) : notFound();
  const broadcast = (await findBroadcast(ctx, id)) ?? notFound();
  const shown = parseShown(await searchParams);
  return (
    <Result
      broadcast={broadcast}
      shown={shown}
      {...await contentOf(ctx, id, shown)}
      clock={{ timeZone: ctx.account.timeZone, now: ctx.now() }}
      actions={{ pauseBroadcast, resumeBroadcast, cancelBroadcast, optOutRecipient }}
    />
  );
}

const A_PAGE = 50;

async function contentOf(ctx: Context, id: BroadcastId, { show, after, before }: Shown) {
  if (show === 'invalid') return { invalid: await listInvalid(ctx, id), page: null };
  return {
    invalid: null,
    page: await listRecipients(ctx, id, { status: show, after, before, limit: A_PAGE }),
  };
}
