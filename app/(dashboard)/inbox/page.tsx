import type { Metadata } from 'next';
import { Inbox } from '@/components/inbox/inbox';
import { listConversations } from '@/lib/messages/list-conversations';
import { INBOX_VIEWS } from '@/lib/messages/view';
import { requireContext } from '@/lib/web/context';

export const metadata: Metadata = { title: 'Inbox' };

export default async function InboxPage({ searchParams }: PageProps<'/inbox'>) {
  const ctx = await requireContext();
  const { show, before } = await searchParams;
  const view = INBOX_VIEWS.find((one) => one === show) ?? 'all';
  const page = await listConversations(ctx, { view, before: typeof before === 'string' ? before : null });
  return <Inbox page={page} view={view} clock={{ timeZone: ctx.account.timeZone, now: ctx.now() }} />;
}
