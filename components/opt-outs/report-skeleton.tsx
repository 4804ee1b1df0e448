import { ListSkeleton } from '../data-table/list-skeleton';

export const ReportSkeleton = () => (
  <ListSkeleton
    crumbs={[{ name: 'Reports', href: '/reports' }]}
    title="Opt Out Report"
    line="w-72"
    filters={['w-28', 'w-28', 'w-24']}
    columns={['w-28', 'w-20', 'w-20', 'w-32', 'w-28', 'w-20']}
    rows={12}
  />
);
