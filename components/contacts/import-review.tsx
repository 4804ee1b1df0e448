'use client';

import type { ImportView } from '@/lib/contacts/view';
import { formatCount } from '@/lib/format';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import { CancelImport } from './cancel-import';
import { ImportCard } from './import-card';
import { ImportSamples } from './import-samples';
import { contacts } from './import-words';

/** Who would be added and updated, before anybody is. */
export function ImportReview({
  file,
  actions,
}: {
  file: ImportView;
  actions: Record<'applyImport' | 'cancelImport', FormAction>;
}) {
  const { pending, submit, message } = useFormAction(actions.applyImport, { onDone: () => undefined });
  const taken = file.counts.new + file.counts.updated;
  return (
    <section aria-label="Review">
      <h2 className="sr-only">Review</h2>
      <ImportCard file={file} />
      <ImportSamples samples={file.samples}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <p className="min-w-0 flex-1 basis-48 text-[13px] text-ink-2">
            First of each kind
            {file.counts.rejected > 0 &&
              `, and ${file.counts.rejected > 100 ? 'the first 100 of ' : ''}${formatCount(file.counts.rejected)} rejected`}
          </p>
          <div className="flex flex-wrap items-center justify-end gap-2">
            <CancelImport id={file.id} cancelImport={actions.cancelImport} />
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
