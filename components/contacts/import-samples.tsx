import type { ReactNode } from 'react';
import type { ImportSample } from '@/lib/contacts/view';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';
import { IMPORT_OUTCOME_WORDS } from './import-words';

const CELL = 'block min-w-0 md:table-cell md:px-4 md:py-[11px] md:align-top';

/** The first rows of each kind: who stands in the file, and what happens. */
export const ImportSamples = ({ samples, children }: { samples: ImportSample[]; children: ReactNode }) => (
  <Card>
    <table role="table" aria-label="Samples" className="block w-full border-collapse md:table">
      <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
        <tr role="row" className="border-b border-line bg-sunken md:table-row">
          {['Row', 'Name', 'Phone numbers', 'Groups', 'What happens'].map((head) => (
            <th
              key={head}
              role="columnheader"
              className="text-left text-[12.5px] font-medium whitespace-nowrap text-ink-2 md:px-4 md:py-[9px]"
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block md:table-row-group">
        {samples.map((sample) => (
          <Sample key={sample.row} sample={sample} />
        ))}
      </tbody>
    </table>
    <div className="sticky bottom-0 rounded-b-[inherit] border-t border-line bg-surface px-4 py-3">
      {children}
    </div>
  </Card>
);

function Sample({ sample }: { sample: ImportSample }) {
  const isRejected = sample.outcome === 'rejected';
  return (
    <tr
      role="row"
      className="grid grid-cols-[3.5rem_1fr] gap-x-3 gap-y-0.5 border-b border-line px-4 py-3 last:border-b-0 md:table-row"
    >
      <td role="cell" className={cx(CELL, 'text-ink-2 max-md:row-span-4')}>
        <span className="md:hidden">Row </span>
        {sample.row}
      </td>
      <td role="cell" className={cx(CELL, 'wrap-anywhere')}>
        {sample.name || <span className="text-ink-2">no name</span>}
      </td>
      <td role="cell" className={CELL}>
        {sample.phones.map((phone) => (
          <span key={phone} className="mr-3 inline-block whitespace-nowrap">
            {phone}
          </span>
        ))}
      </td>
      <td role="cell" className={cx(CELL, 'wrap-anywhere text-ink-2')}>
        {sample.groups.join(', ')}
      </td>
      <td role="cell" className={cx(CELL, 'wrap-anywhere', isRejected && 'text-danger')}>
        {whatHappens(sample)}
        {!isRejected && sample.problem && (
          <span className="block text-[13px] text-ink-2">{sample.problem}</span>
        )}
      </td>
    </tr>
  );
}

function whatHappens({ outcome, known, name, problem }: ImportSample): string {
  if (outcome === 'rejected') return problem ?? IMPORT_OUTCOME_WORDS.rejected;
  if (outcome === 'updated' && known !== null && known !== name) return `Updates ${known}`;
  return IMPORT_OUTCOME_WORDS[outcome];
}
