'use client';

import { useState } from 'react';
import { formatCount, formatExact } from '@/lib/format';
import { notYours } from '@/lib/uploads/policy';
import type { UploadView } from '@/lib/uploads/view';
import { Button } from '../ui/button';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';
import { CancelFile } from '../files/cancel-file';
import { UploadCard } from './upload-card';
import type { UploadActions } from './one-upload';
import { ReadOtherwise } from '../files/read-otherwise';
import { RejectedRows } from '../files/rejected-rows';
import { Samples } from './samples';
import { Toggles } from './toggles';
import { numbers, rejectedRowsOf, ROLE_WORDS } from './words';

/** What applying the file would do, before it does anything. */
export function Review({
  upload,
  clock,
  actions,
}: {
  upload: UploadView;
  clock: Clock;
  actions: UploadActions;
}) {
  const [toggles, setToggles] = useState(upload.toggles);
  const recount = useFormAction(actions.setToggles, { onDone: () => undefined });
  const apply = useFormAction(actions.applyUpload, { onDone: () => undefined });
  const pending = recount.pending || apply.pending;
  const id = String(upload.id);

  const change = (next: typeof toggles) => {
    setToggles(next);
    recount.submit({ id, ...next });
  };
  return (
    <section aria-label="Review">
      <h2 className="sr-only">Review</h2>
      {upload.appliedBefore && (
        <div className="mb-4">
          <Notice tone="warning" title="This very file was applied before">
            By {upload.appliedBefore.by} on {formatExact(upload.appliedBefore.at, clock.timeZone)}. Applying
            it again changes only what is listed below.
          </Notice>
        </div>
      )}
      <UploadCard upload={upload}>
        {upload.reading && upload.mayReread && (
          <ReadOtherwise
            id={upload.id}
            reading={upload.reading}
            roles={ROLE_WORDS}
            reread={actions.rereadUpload}
          />
        )}
      </UploadCard>
      {upload.missed.length > 0 && (
        <div className="mb-4">
          <Notice tone="warning" title="Some rows may hold a number that is not read">
            {upload.missed
              .map(({ column, rows }) => `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'} in “${column}”`)
              .join(', ')}
            .
            {upload.mayReread &&
              ' Where that is a phone number, open “Not read right? Say how” above and say so.'}
          </Notice>
        </div>
      )}
      {upload.hiddenRows > 0 && (
        <div className="mb-4">
          <Notice tone="warning" title="Some rows are hidden in the sheet">
            {upload.hiddenRows === 1
              ? 'One of these rows is hidden in the sheet and was read too.'
              : `${formatCount(upload.hiddenRows)} of these rows are hidden in the sheet and were read too.`}{' '}
            Where they are not meant, delete them from the sheet and upload it again.
          </Notice>
        </div>
      )}
      {upload.mayDecide ? (
        <Toggles upload={upload} toggles={toggles} onChange={change} />
      ) : (
        <div className="mb-4">
          <Notice tone="quiet" title={`Waiting for ${upload.userName}`}>
            {notYours(upload.userName).message}
          </Notice>
        </div>
      )}
      <Samples samples={upload.samples}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <p className="min-w-0 flex-1 basis-48 text-[13px] text-ink-2">
            First of each kind
            {upload.counts.rejected > 0 && (
              <>
                {' · '}
                <RejectedRows href={rejectedRowsOf(upload)} />
              </>
            )}
          </p>
          {upload.mayDecide && (
            <div className="flex flex-wrap items-center justify-end gap-2">
              <CancelFile id={upload.id} cancel={actions.cancelUpload} />
              <Button
                look="primary"
                aria-disabled={pending || upload.closes === 0 || undefined}
                onClick={() => !pending && upload.closes > 0 && apply.submit({ id, ...toggles })}
              >
                {apply.pending
                  ? 'Applying…'
                  : upload.closes > 0
                    ? `Opt out ${numbers(upload.closes)}`
                    : 'Nothing to opt out'}
              </Button>
            </div>
          )}
        </div>
        {upload.mayDecide && upload.closes === 0 && !pending && (
          <p className="mt-2 text-[13px] text-ink-2">{whyNothing(upload)}</p>
        )}
        {(apply.message ?? recount.message) && (
          <div className="mt-3">
            <Notice tone="danger" role="alert">
              {apply.message ?? recount.message}
            </Notice>
          </div>
        )}
      </Samples>
    </section>
  );
}

function whyNothing({ counts, toggles, rowsNamingChannels }: UploadView): string {
  if (!toggles.voice && !toggles.text && rowsNamingChannels < counts.phones - counts.rejected) {
    return 'Both switches are off, so this file would opt nobody out.';
  }
  if (counts.already_opted_out > 0) return 'Everyone in this file has opted out already.';
  return 'No row of this file asks us to stop.';
}
