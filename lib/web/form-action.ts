import 'server-only';
import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { storable } from '@/db/storable';
import type { Context } from '@/lib/context';
import { log } from '@/lib/log';
import { NotAllowed, NotFound, type Outcome } from '@/lib/outcome';
import { findContext } from './context';
import type { FormAction, FormState } from './form-state';
import { isSameOrigin } from './same-origin';

/**
 * A verb as a server action: who is it, is the form readable, may they, what came of it. An action is a
 * public POST endpoint, so everything is checked here and in the verb, nothing in the page.
 */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  verb: (ctx: Context, form: z.output<Schema>) => Promise<Outcome<{ message: string }>>,
): FormAction {
  return async (_previous, form) => {
    if (!isSameOrigin(await headers()))
      return refused('foreign_origin', 'This request did not come from our own pages.');
    const ctx = await findContext();
    if (!ctx) {
      return refused(
        'signed_out',
        'You are signed out. Sign in again in another tab; what you typed stays here.',
      );
    }
    const read = readForm(schema, form);
    if (!read.ok) return read.state;
    return answer(() => verb(ctx, read.form));
  };
}

/** The form as the schema wants it, or every problem beside its field. A field sent twice is a problem too. */
export function readForm<Schema extends z.ZodType>(
  schema: Schema,
  form: unknown,
): { ok: true; form: z.output<Schema> } | { ok: false; state: FormState } {
  if (!(form instanceof FormData))
    return { ok: false, state: refused('unreadable', 'This form could not be read.') };
  const fields: Record<string, unknown> = {};
  for (const key of new Set(form.keys())) {
    const values = form.getAll(key).map((value) => (typeof value === 'string' ? storable(value) : value));
    fields[key] = values.length === 1 ? values[0] : values;
  }
  const read = schema.safeParse(fields);
  if (read.success) return { ok: true, form: read.data };
  const problems = read.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message }));
  return { ok: false, state: { status: 'refused', reason: 'fields', message: null, fields: problems } };
}

async function answer(run: () => Promise<Outcome<{ message: string }>>): Promise<FormState> {
  try {
    const outcome = await run();
    if (!outcome.ok) {
      const { reason, message, fields = [] } = outcome;
      return { status: 'refused', reason, message: fields.length > 0 ? null : message, fields };
    }
    revalidatePath('/', 'layout');
    return { status: 'done', message: outcome.message };
  } catch (error) {
    if (error instanceof NotAllowed) {
      return refused(
        'not_allowed',
        'Your account’s master has not given you this right. Nothing was changed.',
      );
    }
    if (error instanceof NotFound)
      return refused('not_found', 'That is not there any more. Nothing was changed.');
    log.error({ err: error }, 'an action failed');
    return refused(
      'failed',
      'That did not work, and nothing was changed. What you typed is still here; try again.',
    );
  }
}

export const refused = (reason: string, message: string): FormState => ({
  status: 'refused',
  reason,
  message,
  fields: [],
});
