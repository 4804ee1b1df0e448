'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import type { E164 } from '@/db/vocabulary';
import type { FormAction } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { TextArea } from '../ui/field';
import { Notice } from '../ui/notice';
import { useFormAction } from '../ui/use-form-action';

/** Texts the person back; it passes the same gate as every message, which is said here before it is written. */
export function ReplyBox({
  phone,
  sendAnswer,
  blocked,
}: {
  phone: E164;
  sendAnswer: FormAction;
  blocked: 'opted_out' | 'review' | null;
}) {
  const [body, setBody] = useState('');
  const { form, pending, submit, message, problemOf } = useFormAction(sendAnswer, {
    onDone: (said) => {
      toast.success(said);
      setBody('');
    },
  });
  return (
    <form
      ref={form}
      noValidate
      className="grid gap-2 border-t border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) submit({ phone, message: body });
      }}
    >
      {blocked && <Notice tone="warning">{BLOCKED[blocked]}</Notice>}
      <TextArea
        label="Reply"
        name="message"
        maxLength={1600}
        disabled={blocked !== null}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        problem={problemOf('message')}
      />
      {message && (
        <Notice tone="danger" role="alert">
          {message}
        </Notice>
      )}
      <div>
        <Button type="submit" look="primary" disabled={blocked !== null} aria-disabled={pending || undefined}>
          {pending ? 'Sending…' : 'Send'}
        </Button>
      </div>
    </form>
  );
}

const BLOCKED = {
  opted_out: 'They opted out of texts, so nothing can be sent to them.',
  review: 'Nothing is sent to them until the review is decided.',
} as const;
