'use client';

import { useState } from 'react';
import type { E164 } from '@/db/vocabulary';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { Problem, TextField } from '../ui/field';
import { useFormAction } from '../ui/use-form-action';

/** Texts the account back: STOP, UNSTOP, HELP, or anything. */
export function ReplyForm({
  phone,
  textNumber,
  sendReply,
}: {
  phone: E164;
  textNumber: string | null;
  sendReply: FormAction;
}) {
  const [body, setBody] = useState('');
  const { form, pending, submit, message, problemOf } = useFormAction(sendReply, {
    onDone: () => setBody(''),
  });
  if (textNumber === null) {
    return (
      <p className="text-[13px] text-ink-2">
        Replies need a text number of the account’s, and it has none yet.
      </p>
    );
  }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) submit({ phone, body });
      }}
    >
      <div className="flex items-start gap-2">
        <TextField
          className="min-w-0 flex-1"
          label="Reply"
          name="body"
          autoComplete="off"
          placeholder="STOP, or anything else"
          value={body}
          onChange={(event) => setBody(event.target.value)}
          problem={problemOf('body')}
        />
        <Button
          type="submit"
          look="primary"
          aria-disabled={pending || undefined}
          className="mt-6 max-md:h-10"
        >
          Send reply
        </Button>
      </div>
      <Problem text={message} />
    </form>
  );
}
