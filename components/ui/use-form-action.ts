'use client';

import { unstable_rethrow } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import type { FieldProblem } from '@/lib/outcome';
import type { FormAction, FormState } from '@/lib/web/form-state';

const idle: FormState = { status: 'idle' };
const unreachable: FormState = {
  status: 'refused',
  reason: 'unreachable',
  message: 'We could not save this just now. Nothing is lost: check your connection and try again.',
  fields: [],
};

type Values = Record<string, string | boolean | null | undefined>;

/**
 * Sends a form's values to its action and keeps the answer. Unlike a bare `<form action>`, nothing typed is
 * reset, and an outage is said in the form. Focus goes to the first refused field.
 */
export function useFormAction(
  action: FormAction,
  {
    onDone,
    onRefused,
  }: { onDone: (message: string) => void; onRefused?: (reason: string, fields: FieldProblem[]) => void },
) {
  const [state, setState] = useState(idle);
  const [pending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.status === 'refused') focusFirst(form.current, state);
  }, [state]);

  const submit = (values: Values) =>
    startTransition(async () => {
      const answer = await action(idle, formOf(values)).catch((error: unknown) => {
        unstable_rethrow(error);
        return unreachable;
      });
      setState(answer);
      if (answer.status === 'done') onDone(answer.message);
      if (answer.status === 'refused') onRefused?.(answer.reason, answer.fields);
    });

  const fields = state.status === 'refused' ? state.fields : [];
  return {
    form,
    pending,
    submit,
    message: state.status === 'refused' ? state.message : null,
    problemOf: (field: string) => fields.find((problem) => problem.field === field)?.message ?? null,
    refuse: (message: string) => setState({ status: 'refused', reason: 'unchanged', message, fields: [] }),
    forget: () => setState(idle),
  };
}

/** True becomes `on`; false and nothing are left out, as a browser's form would. */
function formOf(values: Values): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) {
    if (value === true) form.set(name, 'on');
    else if (typeof value === 'string') form.set(name, value);
  }
  return form;
}

function focusFirst(form: HTMLFormElement | null, { fields }: { fields: { field: string }[] }) {
  const wrong = new Set(fields.map(({ field }) => field));
  const controls = form?.querySelectorAll<HTMLElement>('[name], [data-field]') ?? [];
  for (const control of controls) {
    if (wrong.has(control.getAttribute('name') ?? control.dataset.field ?? '')) return control.focus();
  }
}
