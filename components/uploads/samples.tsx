import type { ReactNode } from 'react';
import { inRecipientsWords } from '@/lib/opt-outs/policy';
import type { UploadSample } from '@/lib/uploads/view';
import { Card } from '../ui/card';
import { cx } from '../ui/class-names';
import { OUTCOME_WORDS } from './words';

const CELL = 'block min-w-0 md:table-cell md:px-4 md:py-[11px] md:align-top';

/** The first rows of each kind: what stands in the file, how it was read, what happens. */
export function Samples({ samples, children }: { samples: UploadSample[]; children: ReactNode }) {
  const someAsk = samples.some((sample) => sample.asks || sample.said);
  const heads = ['Row', 'In the file', ...(someAsk ? ['The row asks'] : []), 'Read as', 'What happens'];
  return (
    <Card>
      <table role="table" aria-label="Samples" className="block w-full border-collapse md:table">
        <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
          <tr role="row" className="border-b border-line bg-sunken md:table-row">
            {heads.map((head) => (
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
          {samples.map((sample, index) => (
            <Sample key={`${sample.row}-${index}`} sample={sample} someAsk={someAsk} />
          ))}
        </tbody>
      </table>
      <div className="sticky bottom-0 rounded-b-[inherit] border-t border-line bg-surface px-4 py-3">
        {children}
      </div>
    </Card>
  );
}

function Sample({ sample, someAsk }: { sample: UploadSample; someAsk: boolean }) {
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
      <td role="cell" className={cx(CELL, 'break-words')}>
        {sample.value}
      </td>
      {someAsk && (
        <td role="cell" className={cx(CELL, 'text-ink-2')}>
          {asked(sample)}
        </td>
      )}
      <td role="cell" className={cx(CELL, 'whitespace-nowrap', isRejected && 'text-danger')}>
        {sample.shown ?? 'unreadable'}
      </td>
      <td role="cell" className={cx(CELL, 'break-words', isRejected && 'text-danger')}>
        {isRejected ? (sample.note ?? OUTCOME_WORDS.rejected) : OUTCOME_WORDS[sample.outcome]}
        {!isRejected && sample.note && <span className="text-ink-2"> · {sample.note}</span>}
      </td>
    </tr>
  );
}

function asked({ asks, said }: UploadSample): ReactNode {
  if (!asks) return said ?? '–';
  const words =
    asks.voice || asks.text ? `No ${inRecipientsWords(asks).replace(' and ', ', no ')}` : 'Nothing';
  return (
    <>
      <span className="text-ink">{words}</span>
      {said && <span className="block text-[13px]">{said}</span>}
    </>
  );
}
