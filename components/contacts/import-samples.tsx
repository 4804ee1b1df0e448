import type { ReactNode } from 'react';
import type { ImportSample } from '@/lib/contacts/view';
import { SampleCell, SampleRow, SamplesTable } from '../files/samples-table';
import { cx } from '../ui/class-names';
import { IMPORT_OUTCOME_WORDS } from './import-words';

/** The first rows of each kind: who stands in the file, and what happens. */
export const ImportSamples = ({ samples, children }: { samples: ImportSample[]; children: ReactNode }) => (
  <SamplesTable
    heads={['Name', 'Phone numbers', 'Groups', 'What happens']}
    rows={samples.map((sample) => (
      <Sample key={sample.row} sample={sample} />
    ))}
  >
    {children}
  </SamplesTable>
);

function Sample({ sample }: { sample: ImportSample }) {
  const isRejected = sample.outcome === 'rejected';
  return (
    <SampleRow row={sample.row}>
      <SampleCell className="wrap-anywhere">
        {sample.name || <span className="text-ink-2">no name</span>}
      </SampleCell>
      <SampleCell>
        {sample.phones.map((phone) => (
          <span key={phone} className="mr-3 inline-block whitespace-nowrap">
            {phone}
          </span>
        ))}
      </SampleCell>
      <SampleCell className="wrap-anywhere text-ink-2">{sample.groups.join(', ')}</SampleCell>
      <SampleCell className={cx('wrap-anywhere', isRejected && 'text-danger')}>
        {whatHappens(sample)}
        {!isRejected && sample.problem && (
          <span className="block text-[13px] text-ink-2">{sample.problem}</span>
        )}
      </SampleCell>
    </SampleRow>
  );
}

function whatHappens({ outcome, known, name, problem }: ImportSample): string {
  if (outcome === 'rejected') return problem ?? IMPORT_OUTCOME_WORDS.rejected;
  if (outcome === 'updated' && known !== null && known !== name) return `Updates ${known}`;
  return IMPORT_OUTCOME_WORDS[outcome];
}
