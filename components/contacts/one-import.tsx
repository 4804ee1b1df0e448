import Link from 'next/link';
import type { ImportView } from '@/lib/contacts/view';
import { formatExact } from '@/lib/format';
import type { FormAction } from '@/lib/web/form-state';
import { ReadOtherwise } from '../files/read-otherwise';
import { RejectedRows } from '../files/rejected-rows';
import { buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { ImportCard } from './import-card';
import { ImportProgress } from './import-progress';
import { ImportReview } from './import-review';
import { ImportSamples } from './import-samples';
import { contacts, CONTACT_ROLE_WORDS, IMPORT_STATUS_WORDS, rejectedRowsOf } from './import-words';

export type ImportActions = Record<'applyImport' | 'cancelImport' | 'rereadImport', FormAction>;

type Props = { file: ImportView; clock: Clock; actions: ImportActions };

/** One file of contacts, wherever it stands: being read, waiting for review, or over. */
export const OneImport = (props: Props) => (
  <>
    <p role="status" className="sr-only">
      {props.file.fileName}: {IMPORT_STATUS_WORDS[props.file.status]}
    </p>
    <Stage {...props} />
  </>
);

function Stage({ file, clock, actions }: Props) {
  switch (file.status) {
    case 'staging':
      return <ImportProgress file={file} cancelImport={actions.cancelImport} />;
    case 'staged':
      return <ImportReview file={file} actions={actions} />;
    default:
      return <Result file={file} clock={clock} actions={actions} />;
  }
}

const Result = ({ file, clock, actions }: Props) => (
  <section aria-label="Result">
    <h2 className="sr-only">Result</h2>
    <div className="mb-4">
      <Outcome file={file} clock={clock} />
    </div>
    {file.status === 'applied' && <ImportCard file={file} />}
    {file.status === 'failed' && file.reading && file.mayReread && (
      <Card className="mb-4">
        <ReadOtherwise
          id={file.id}
          reading={file.reading}
          roles={CONTACT_ROLE_WORDS}
          reread={actions.rereadImport}
          isOpen
        />
      </Card>
    )}
    {file.samples.length > 0 && (
      <div className="mb-4">
        <ImportSamples samples={file.samples}>
          <p className="text-[13px] text-ink-2">
            Rows that were not taken. Mend them and import them again:{' '}
            <RejectedRows href={rejectedRowsOf(file)} />
          </p>
        </ImportSamples>
      </div>
    )}
    <div className="flex flex-wrap gap-2">
      {file.status === 'applied' && (
        <Link href="/contacts" className={buttonClass('primary')}>
          See your contacts
        </Link>
      )}
      <Link href="/contacts/import" className={buttonClass(file.status === 'applied' ? 'plain' : 'primary')}>
        Import another file
      </Link>
    </div>
  </section>
);

function Outcome({ file, clock }: Omit<Props, 'actions'>) {
  switch (file.status) {
    case 'applied':
      return (
        <Notice
          tone="good"
          title={`${contacts(file.counts.new)} added, ${contacts(file.counts.updated)} updated`}
        >
          {file.appliedAt && `Applied on ${formatExact(file.appliedAt, clock.timeZone)}. `}
          Whoever of them has opted out stays opted out.
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="danger" role="alert" title={`${file.fileName} could not be used`}>
          {file.problem ?? 'Something went wrong on our side.'} Nothing was changed. Mend the file or try
          again with another.
        </Notice>
      );
    default:
      return (
        <Notice tone="quiet" title="This import was cancelled">
          Nothing was changed.
        </Notice>
      );
  }
}
