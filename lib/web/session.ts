import 'server-only';
import { cookies, headers } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import { encode } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import type { AccountId } from '@/db/vocabulary';
import { endSession } from '@/lib/users/sessions';
import { SESSION_DAYS, SignIn, signIn, type SignedIn } from '@/lib/users/sign-in';
import { addressIn } from './client-address';

/** What the signed cookie carries; the session's row decides whether it still counts. */
type Token = { accountId: AccountId; sessionId: string };

declare module 'next-auth/jwt' {
  interface JWT extends Partial<Token> {}
}
declare module 'next-auth' {
  interface Session {
    accountId?: AccountId;
    sessionId?: string;
  }
}

const MAX_AGE = SESSION_DAYS * 86_400;

export function authOptions(): NextAuthOptions {
  return {
    secret: process.env.AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: MAX_AGE },
    pages: { signIn: '/login', error: '/login' },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          const read = SignIn.safeParse(credentials ?? {});
          if (!read.success) return null;
          const ip = addressIn(request.headers?.['x-forwarded-for'] as string | undefined);
          const signedIn = await signIn(read.data, { ip, now: new Date() });
          return signedIn.ok ? { id: signedIn.sessionId, ...signedIn } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, ...tokenOf(user as unknown as SignedIn) } : token),
      session: ({ session, token }) => ({
        ...session,
        accountId: token.accountId,
        sessionId: token.sessionId,
      }),
    },
    events: {
      signOut: async ({ token }) => {
        if (token?.accountId && token.sessionId) await endSession(token.accountId, token.sessionId);
      },
    },
  };
}

/** Puts the session of someone who just signed in into the browser's cookie. */
export async function startSession(signedIn: SignedIn): Promise<void> {
  const token = { name: signedIn.name, email: signedIn.email, ...tokenOf(signedIn) };
  const value = await encode({ token, secret: process.env.AUTH_SECRET ?? '', maxAge: MAX_AGE });
  (await cookies()).set(sessionCookie(), value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isHttps(),
    maxAge: MAX_AGE,
  });
}

export async function forgetSession(): Promise<void> {
  (await cookies()).delete(sessionCookie());
}

/** Where this request came from. */
export async function requestOrigin(): Promise<{ ip: string | null; userAgent: string | null }> {
  const sent = await headers();
  return {
    ip: addressIn(sent.get('x-forwarded-for')),
    userAgent: sent.get('user-agent')?.slice(0, 300) ?? null,
  };
}

const tokenOf = ({ accountId, sessionId }: SignedIn): Token => ({ accountId, sessionId });
const isHttps = () => (process.env.NEXTAUTH_URL ?? '').startsWith('https:');
const sessionCookie = () => `${isHttps() ? '__Secure-' : ''}next-auth.session-token`;
