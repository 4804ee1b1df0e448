'use client';

import { startTransition, useActionState, useEffect, useRef } from 'react';
import type { FormAction, FormState } from '@/lib/web/form-state';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';

const idle: FormState = { status: 'idle' };

/** Works before the scripts have loaded, too: then the browser posts the form to the same action. */
export function SignInForm({ signIn, next }: { signIn: FormAction; next: string }) {
  const [state, send, pending] = useActionState(signIn, idle);
  const form = useRef<HTMLFormElement>(null);
  const refused = state.status === 'refused' ? state : null;
  const problemOf = (field: string) => refused?.fields.find((problem) => problem.field === field)?.message;

  useEffect(() => {
    if (!refused) return;
    const field = refused.fields[0]?.field ?? 'password';
    form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
  }, [refused]);

  return (
    <form
      ref={form}
      action={send}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget);
        startTransition(() => send(typed));
      }}
      className="grid gap-4"
    >
      <input type="hidden" name="next" value={next} />
      {refused?.message && (
        <Notice tone="danger" role="alert">
          {refused.message}
        </Notice>
      )}
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
        autoCapitalize="none"
        required
        problem={problemOf('email')}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        problem={problemOf('password')}
      />
      <Button type="submit" look="primary" aria-disabled={pending || undefined} className="mt-1 w-full">
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
