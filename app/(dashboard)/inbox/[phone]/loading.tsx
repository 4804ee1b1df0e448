import { ConversationSkeleton } from '@/components/inbox/conversation-skeleton';

export default ConversationSkeleton;
