'use client';

import { useId, useState } from 'react';
import type { E164 } from '@/db/vocabulary';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { useFormAction } from '../ui/use-form-action';

/** The one key that a call of ours listens to, and what the caller says when it is pressed. */
export function HandsetKeys({
  phone,
  wasCalled,
  pressThree,
}: {
  phone: E164;
  wasCalled: boolean;
  pressThree: FormAction;
}) {
  const id = useId();
  const [said, setSaid] = useState<string | null>(null);
  const { pending, submit, message } = useFormAction(pressThree, { onDone: setSaid });
  const hint = wasCalled ? 'during the latest call' : 'when a call has come in';
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <Button
        disabled={!wasCalled}
        aria-disabled={pending || undefined}
        aria-describedby={`${id}-hint`}
        onClick={() => !pending && submit({ phone })}
      >
        Press 3
      </Button>
      <span id={`${id}-hint`} className="text-[13px] text-ink-2">
        {hint}
      </span>
      <p role="status" className="w-full text-[13px] text-ink-2 empty:hidden">
        {message ?? (said && `“${said}”`)}
      </p>
    </div>
  );
}
