import type { ReactNode } from 'react';
import { inRecipientsWords } from '@/lib/opt-outs/policy';
import type { UploadSample } from '@/lib/uploads/view';
import { SampleCell, SampleRow, SamplesTable } from '../files/samples-table';
import { cx } from '../ui/class-names';
import { OUTCOME_WORDS } from './words';

/** The first rows of each kind: what stands in the file, how it was read, what happens. */
export function Samples({ samples, children }: { samples: UploadSample[]; children: ReactNode }) {
  const someAsk = samples.some((sample) => sample.asks || sample.said);
  return (
    <SamplesTable
      heads={['In the file', ...(someAsk ? ['The row asks'] : []), 'Read as', 'What happens']}
      rows={samples.map((sample, index) => (
        <Sample key={`${sample.row}-${index}`} sample={sample} someAsk={someAsk} />
      ))}
    >
      {children}
    </SamplesTable>
  );
}

function Sample({ sample, someAsk }: { sample: UploadSample; someAsk: boolean }) {
  const isRejected = sample.outcome === 'rejected';
  return (
    <SampleRow row={sample.row}>
      <SampleCell className="break-words">{sample.value}</SampleCell>
      {someAsk && <SampleCell className="text-ink-2">{asked(sample)}</SampleCell>}
      <SampleCell className={cx('whitespace-nowrap', isRejected && 'text-danger')}>
        {sample.shown ?? 'unreadable'}
      </SampleCell>
      <SampleCell className={cx('break-words', isRejected && 'text-danger')}>
        {isRejected ? (sample.note ?? OUTCOME_WORDS.rejected) : OUTCOME_WORDS[sample.outcome]}
        {!isRejected && sample.note && <span className="text-ink-2"> · {sample.note}</span>}
      </SampleCell>
    </SampleRow>
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
