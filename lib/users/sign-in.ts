import 'server-only';
import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { database, transaction } from '@/db/client';
import { sessions, users } from '@/db/schema';
import type { AccountId, UserId } from '@/db/vocabulary';
import type { Outcome } from '@/lib/outcome';
import { countTries, forgiveTries } from './rate-limit';

export const SESSION_DAYS = 14;

export const SignIn = z.object({
  email: z
    .string('Enter your e-mail.')
    .trim()
    .toLowerCase()
    .min(1, 'Enter your e-mail.')
    .max(254, 'That is too long.')
    // Postgres text can't hold it.
    .transform((text) => text.replaceAll('\0', '')),
  password: z.string('Enter your password.').min(1, 'Enter your password.').max(200, 'That is too long.'),
});
export type SignIn = z.infer<typeof SignIn>;

export type SignedIn = {
  sessionId: string;
  accountId: AccountId;
  userId: UserId;
  name: string;
  email: string;
};

const WRONG = {
  ok: false,
  reason: 'wrong_credentials',
  message: 'That e-mail and password do not match. Check both and try again.',
} as const;

/** Checks a password and opens a session; the answer for a wrong e-mail and a wrong password is the same. */
export async function signIn(
  { email, password }: SignIn,
  { ip, now }: { ip: string | null; now: Date },
): Promise<Outcome<SignedIn>> {
  const keys = [`email:${email}`, ...(ip ? [`ip:${ip}`] : [])];
  const wait = await countTries(keys, now);
  if (wait)
    return { ok: false, reason: 'too_many_tries', message: `Too many tries. Wait ${wait} and try again.` };

  const [login] = await database().execute<{ account_id: string; user_id: string; password_hash: string }>(
    sql`select account_id, user_id, password_hash from find_login(${email})`,
  );
  const matches = await verify(login?.password_hash ?? (await absentHash()), password).catch(() => false);
  if (!login || !matches) return WRONG;

  const accountId = Number(login.account_id) as AccountId;
  const userId = Number(login.user_id) as UserId;
  const opened = await openSession(accountId, userId, now);
  if (!opened) return WRONG;
  await forgiveTries(keys);
  return { ok: true, accountId, userId, ...opened };
}

function openSession(accountId: AccountId, userId: UserId, now: Date) {
  return transaction(accountId, async (tx) => {
    const [user] = await tx
      .select({ name: users.name, email: users.email })
      .from(users)
      .where(and(eq(users.accountId, accountId), eq(users.id, userId), isNull(users.deactivatedAt)));
    if (!user) return null;
    await tx
      .delete(sessions)
      .where(
        and(eq(sessions.accountId, accountId), eq(sessions.userId, userId), lt(sessions.expiresAt, now)),
      );
    const sessionId = randomUUID();
    const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
    await tx.insert(sessions).values({ accountId, id: sessionId, userId, createdAt: now, expiresAt });
    return { ...user, sessionId };
  });
}

/** A hash nobody's password has, so that an unknown e-mail takes as long as a wrong password. */
let absent: Promise<string> | undefined;
const absentHash = () => (absent ??= hash(randomUUID()));
