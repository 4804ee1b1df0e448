import type { ImportCounts, ImportOutcome, ImportSummary } from '@/lib/contacts/view';
import type { ContactRole } from '@/lib/contacts/import-roles';
import { formatCount } from '@/lib/format';

export const IMPORT_STATUS_WORDS: Record<ImportSummary['status'], string> = {
  staging: 'Reading',
  staged: 'Waiting for your review',
  applied: 'Applied',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const IMPORT_OUTCOME_WORDS: Record<ImportOutcome, string> = {
  new: 'New contact',
  updated: 'Updates a contact',
  duplicate: 'Twice in the file',
  rejected: 'Rejected',
};

/** "1 contact", "12 contacts" */
export const contacts = (count: number): string =>
  `${formatCount(count)} ${count === 1 ? 'contact' : 'contacts'}`;

/** What came of an import, in a line of the list. */
export function importInWords({ status, counts, problem }: ImportSummary): string {
  if (status === 'failed') return problem ?? 'Nothing was changed.';
  if (status === 'cancelled') return 'Nothing was changed.';
  if (status === 'staging') return 'Being read.';
  const parts =
    status === 'applied'
      ? [`${formatCount(counts.new)} new`, `${formatCount(counts.updated)} updated`, ...rest(counts)]
      : [`${formatCount(counts.rows)} rows`, ...rest(counts)];
  return parts.join(' · ');
}

const rest = ({ rejected }: ImportCounts) => (rejected > 0 ? [`${formatCount(rejected)} rejected`] : []);

/** What a column of a file can hold. */
export const CONTACT_ROLE_WORDS: Record<ContactRole, string> = {
  name: 'The whole name',
  first_name: 'The first name',
  last_name: 'The last name',
  phone: 'Phone numbers',
  group: 'Groups',
  note: 'Notes',
  other: 'Not read',
};

export const rejectedRowsOf = ({ id }: Pick<ImportSummary, 'id'>) =>
  `/api/contacts/imports/${id}/rejected.csv`;
