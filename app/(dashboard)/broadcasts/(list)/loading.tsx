import { BroadcastListSkeleton } from '@/components/broadcasts/list-skeleton';

export default BroadcastListSkeleton;
