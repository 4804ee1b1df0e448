'use server';

import { getServerSession } from 'next-auth';
import { redirect } from 'next/navigation';
import { endSession } from '@/lib/users/sessions';
import { authOptions, forgetSession } from '@/lib/web/session';

export async function signOut(): Promise<void> {
  const session = await getServerSession(authOptions());
  if (session?.accountId && session.sessionId) await endSession(session.accountId, session.sessionId);
  await forgetSession();
  redirect('/login');
}
