import { ReportSkeleton } from '@/components/opt-outs/report-skeleton';

export default ReportSkeleton;
