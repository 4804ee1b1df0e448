'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { SignIn, signIn as openSession } from '@/lib/users/sign-in';
import { readForm, refused } from '@/lib/web/form-action';
import type { FormState } from '@/lib/web/form-state';
import { isSameOrigin } from '@/lib/web/same-origin';
import { requestOrigin, startSession } from '@/lib/web/session';

export async function signIn(_previous: FormState, form: FormData): Promise<FormState> {
  if (!isSameOrigin(await headers()))
    return refused('foreign_origin', 'This request did not come from our own pages.');
  const read = readForm(SignIn, form);
  if (!read.ok) return read.state;
  const signedIn = await openSession(read.form, { ip: (await requestOrigin()).ip, now: new Date() });
  if (!signedIn.ok) return refused(signedIn.reason, signedIn.message);
  await startSession(signedIn);
  redirect(ownPath(form.get('next')));
}

/** Where to go on; never to another site. */
const ownPath = (next: unknown) =>
  typeof next === 'string' && /^\/(?![/\\])[\w\-./?=&%+,:~]*$/.test(next) ? next : '/reports/opt-outs';
