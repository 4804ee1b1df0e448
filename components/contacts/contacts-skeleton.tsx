import { ListSkeleton } from '../data-table/list-skeleton';

export const ContactsSkeleton = () => (
  <ListSkeleton
    title="Contacts"
    line="w-56"
    filters={['w-24']}
    columns={['w-36', 'w-32', 'w-24', 'w-20']}
    rows={10}
  />
);
