'use client';

import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { BroadcastLine } from '@/lib/broadcasts/view';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { useFormAction } from '../ui/use-form-action';
import { CancelDialog } from './cancel-dialog';
import type { ResultActions } from './result';

/** Pause, Resume and Cancel, where they are possible. */
export function Steer({ broadcast, actions }: { broadcast: BroadcastLine; actions: ResultActions }) {
  const { id, status } = broadcast;
  const [cancelling, setCancelling] = useState(false);
  const isOver = status === 'done' || status === 'cancelled';
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2">
      {(status === 'sending' || status === 'scheduled') && (
        <Turn id={id} action={actions.pauseBroadcast} name="Pause" icon={Pause} />
      )}
      {status === 'paused' && <Turn id={id} action={actions.resumeBroadcast} name="Resume" icon={Play} />}
      {!isOver && <Button onClick={() => setCancelling(true)}>Cancel</Button>}
      <CancelDialog
        broadcast={broadcast}
        open={cancelling && !isOver}
        onClose={() => setCancelling(false)}
        cancelBroadcast={actions.cancelBroadcast}
      />
    </div>
  );
}

function Turn({
  id,
  action,
  name,
  icon: Icon,
}: {
  id: number;
  action: FormAction;
  name: string;
  icon: typeof Pause;
}) {
  const { pending, submit, message } = useFormAction(action, { onDone: (said) => toast(said) });
  return (
    <>
      {message && (
        <p role="alert" className="text-[13px] text-danger">
          {message}
        </p>
      )}
      <Button aria-disabled={pending || undefined} onClick={() => !pending && submit({ id: String(id) })}>
        <Icon size={15} aria-hidden /> {name}
      </Button>
    </>
  );
}
