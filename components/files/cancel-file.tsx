'use client';

import { toast } from 'sonner';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { useFormAction } from '../ui/use-form-action';

/** Drops a file that was not applied; nothing has changed and nothing will. */
export function CancelFile({ id, cancel }: { id: number; cancel: FormAction }) {
  const { pending, submit, message } = useFormAction(cancel, { onDone: (said) => toast(said) });
  return (
    <>
      {message && (
        <p role="alert" className="text-[13px] text-danger">
          {message}
        </p>
      )}
      <Button aria-disabled={pending || undefined} onClick={() => !pending && submit({ id: String(id) })}>
        {pending ? 'Cancelling…' : 'Cancel'}
      </Button>
    </>
  );
}
