'use client';

import { toast } from 'sonner';
import type { ImportId } from '@/db/vocabulary';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { useFormAction } from '../ui/use-form-action';

/** Drops a file that was not applied; nothing has changed and nothing will. */
export function CancelImport({ id, cancelImport }: { id: ImportId; cancelImport: FormAction }) {
  const { pending, submit, message } = useFormAction(cancelImport, { onDone: (said) => toast(said) });
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
