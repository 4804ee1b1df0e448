'use client';

import { useState } from 'react';
import type { PhoneView } from '@/lib/opt-outs/view';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog';
import type { Clock } from '../ui/moment';
import { Notice } from '../ui/notice';
import { Bone } from '../ui/skeleton';
import { stateInWords } from './channel-words';
import { EditForm } from './edit-form';
import { MistakeForm } from './mistake-form';
import { usePhoneDetail, type FindPhone } from './use-phone-detail';

export type EditAccount = { name: string; country: string; textNumber: string | null };

/** A phone's state and history, and the way to change it. Opens at once; the history follows. */
export function EditDialog({
  view,
  onClose,
  onClosed,
  account,
  mayOptIn,
  clock,
  editOptOut,
  correctOptOut,
  findPhone,
}: {
  view: PhoneView & { shown: string };
  onClose: () => void;
  onClosed: () => void;
  account: EditAccount;
  mayOptIn: boolean;
  clock: Clock;
  editOptOut: FormAction;
  correctOptOut: FormAction;
  findPhone: FindPhone;
}) {
  const read = usePhoneDetail(view.phone, findPhone);
  const state = read.status === 'shown' ? read.detail : view;
  const [isMistake, setIsMistake] = useState(false);
  return (
    <Dialog
      open
      onClose={onClose}
      onClosed={onClosed}
      title={view.shown}
      description={stateInWords(state, clock.timeZone)}
    >
      {read.status === 'shown' && isMistake && (
        <MistakeForm
          detail={read.detail}
          clock={clock}
          correctOptOut={correctOptOut}
          onBack={() => setIsMistake(false)}
          onClose={onClose}
          onOutdated={read.reread}
        />
      )}
      {read.status === 'shown' && !isMistake && (
        <EditForm
          detail={read.detail}
          account={account}
          mayOptIn={mayOptIn}
          clock={clock}
          editOptOut={editOptOut}
          onMistake={() => setIsMistake(true)}
          onClose={onClose}
          onOutdated={read.reread}
        />
      )}
      {read.status === 'loading' && <Skeleton onClose={onClose} />}
      {read.status === 'failed' && (
        <Unread onClose={onClose} onRetry={read.reread}>
          We could not read this number’s history just now. Nothing was changed.
        </Unread>
      )}
      {read.status === 'missing' && (
        <Unread onClose={onClose}>Nothing was ever recorded about this number.</Unread>
      )}
    </Dialog>
  );
}

const Skeleton = ({ onClose }: { onClose: () => void }) => (
  <>
    <DialogBody>
      <div aria-busy="true" aria-label="Loading">
        {[0, 1].map((row) => (
          <div
            key={row}
            className="mt-2 flex h-[66px] items-center gap-3 rounded-[10px] border border-line px-3.5 first:mt-0"
          >
            <Bone className="size-4" />
            <div className="grid flex-1 gap-2">
              <Bone className="w-36" />
              <Bone className="w-52" />
            </div>
            <Bone className="h-[22px] w-[38px] rounded-full" />
          </div>
        ))}
        <Bone className="mt-6 w-20" />
        <Bone className="mt-4 w-64" />
        <Bone className="mt-2 w-48" />
      </div>
    </DialogBody>
    <DialogFooter>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled>
        Save
      </Button>
    </DialogFooter>
  </>
);

function Unread({
  children,
  onClose,
  onRetry,
}: {
  children: string;
  onClose: () => void;
  onRetry?: () => void;
}) {
  return (
    <>
      <DialogBody>
        <Notice tone={onRetry ? 'danger' : 'quiet'} role="alert">
          {children}
        </Notice>
      </DialogBody>
      <DialogFooter>
        {onRetry && (
          <Button look="primary" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Button onClick={onClose}>Cancel</Button>
      </DialogFooter>
    </>
  );
}
