'use client';

import type { ImportView } from '@/lib/contacts/view';
import { formatCount } from '@/lib/format';
import { CancelFile } from '../files/cancel-file';
import { ReadOtherwise } from '../files/read-otherwise';
import { RejectedRows } from '../files/rejected-rows';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import { ImportCard } from './import-card';
import { ImportSamples } from './import-samples';
import { contacts, CONTACT_ROLE_WORDS, rejectedRowsOf } from './import-words';
import type { ImportActions } from './one-import';

/** Who would be added and updated, before anybody is. */
export function ImportReview({ file, actions }: { file: ImportView; actions: ImportActions }) {
  const { pending, submit, message } = useFormAction(actions.applyImport, { onDone: () => undefined });
  const taken = file.counts.new + file.counts.updated;
  return (
    <section aria-label="Review">
      <h2 className="sr-only">Review</h2>
      <ImportCard file={file}>
        {file.reading && file.mayReread && (
          <ReadOtherwise
            id={file.id}
            reading={file.reading}
            roles={CONTACT_ROLE_WORDS}
            reread={actions.rereadImport}
          />
        )}
      </ImportCard>
      <ImportSamples samples={file.samples}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <p className="min-w-0 flex-1 basis-48 text-[13px] text-ink-2">
            First of each kind
            {file.counts.rejected > 0 && (
              <>
                {`, and ${file.counts.rejected > 100 ? 'the first 100 of ' : ''}${formatCount(file.counts.rejected)} rejected · `}
                <RejectedRows href={rejectedRowsOf(file)} />
              </>
            )}
          </p>
          <div className="flex flex-wrap items-center justify-end gap-2">
            <CancelFile id={file.id} cancel={actions.cancelImport} />
            <Button
              look="primary"
              aria-disabled={pending || taken === 0 || undefined}
              onClick={() => !pending && taken > 0 && submit({ id: String(file.id) })}
            >
              {pending ? 'Importing…' : taken > 0 ? `Import ${contacts(taken)}` : 'Nothing to import'}
            </Button>
          </div>
        </div>
        {message && (
          <div className="mt-3">
            <Notice tone="danger" role="alert">
              {message}
            </Notice>
          </div>
        )}
      </ImportSamples>
    </section>
  );
}
