import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ConversationPage } from '@/components/inbox/conversation-page';
import { findConversation } from '@/lib/messages/find-conversation';
import { formatPhone, isE164 } from '@/lib/phone';
import { requireContext } from '@/lib/web/context';
import { correctReading, decideReview, markRead, optOutPerson, sendAnswer } from '../actions';

export const metadata: Metadata = { title: 'Conversation' };

export default async function OneConversationPage({ params }: PageProps<'/inbox/[phone]'>) {
  const ctx = await requireContext();
  const phone = `+${(await params).phone}`;
  const conversation = isE164(phone) ? await findConversation(ctx, phone) : null;
  if (!conversation) notFound();
  const { country, timeZone, textNumber } = ctx.account;
  return (
    <ConversationPage
      conversation={conversation}
      textNumber={textNumber && formatPhone(textNumber, country)}
      clock={{ timeZone, now: ctx.now() }}
      actions={{ decideReview, optOutPerson, correctReading, markRead, sendAnswer }}
    />
  );
}
