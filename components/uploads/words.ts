import type { UploadOutcome, UploadStatus } from '@/db/vocabulary';
import type { ColumnRole } from '@/lib/files/column-roles';
import { formatCount } from '@/lib/format';
import type { UploadSummary } from '@/lib/uploads/view';

export const STATUS_WORDS: Record<UploadStatus, string> = {
  staging: 'Reading',
  staged: 'Waiting for your review',
  applying: 'Applying',
  applied: 'Applied',
  undoing: 'Being undone',
  undone: 'Undone',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** What happens, or happened, to one phone of a file. */
export const OUTCOME_WORDS: Record<UploadOutcome, string> = {
  new: 'New',
  widened: 'Now out of both',
  already_opted_out: 'Already opted out',
  duplicate: 'Twice in the file',
  no_request: 'Asks for nothing',
  rejected: 'Rejected',
};

/** "1 number", "12 numbers" */
export const numbers = (count: number): string =>
  `${formatCount(count)} ${count === 1 ? 'number' : 'numbers'}`;

/** What came of an upload, in a line of the list. */
export function resultInWords({ status, counts, problem, undone }: UploadSummary): string {
  if (status === 'failed') return problem ?? 'Nothing was changed.';
  if (status === 'cancelled') return 'Nothing was changed.';
  if (status === 'staging') return 'Being read.';
  if (undone) {
    const stays =
      undone.stillClosed > 0 ? ` · ${formatCount(undone.stillClosed)} stay opted out otherwise` : '';
    return `${numbers(undone.reopened)} allowed again${stays}`;
  }
  const parts = [
    status === 'applied' && `${formatCount(counts.new + counts.widened)} opted out`,
    status !== 'applied' && numbers(counts.phones),
    counts.already_opted_out > 0 && `${formatCount(counts.already_opted_out)} already opted out`,
    counts.rejected > 0 && `${formatCount(counts.rejected)} rejected`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** What a column of a file can hold. */
export const ROLE_WORDS: Record<ColumnRole, string> = {
  phone: 'Phone numbers',
  channel: 'What they opted out of',
  no_calls: 'No calls (yes or no)',
  no_texts: 'No texts (yes or no)',
  calls: 'May call (yes or no)',
  texts: 'May text (yes or no)',
  opted_out: 'Opted out (yes or no)',
  subscribed: 'Subscribed (yes or no)',
  date: 'When they asked',
  note: 'A note',
  other: 'Not read',
};

export const rejectedRowsOf = ({ id }: Pick<UploadSummary, 'id'>) => `/api/v1/uploads/${id}/rejected.csv`;
