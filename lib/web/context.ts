import 'server-only';
import { getServerSession } from 'next-auth';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Context } from '@/lib/context';
import { findSession } from '@/lib/users/sessions';
import { authOptions, requestOrigin } from './session';

/** The context of the signed-in user of this request; null when nobody is. */
export const findContext = cache(async (): Promise<Context | null> => {
  const session = await getServerSession(authOptions());
  if (!session?.accountId || !session.sessionId) return null;
  const ctx = await findSession(session.accountId, session.sessionId);
  return ctx && { ...ctx, from: await requestOrigin() };
});

/** The same, or the way to the sign-in page. */
export async function requireContext(): Promise<Context> {
  return (await findContext()) ?? redirect('/login');
}
