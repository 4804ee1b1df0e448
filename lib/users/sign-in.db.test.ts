import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { database } from '@/db/client';
import { logins, users } from '@/db/schema';
import { createUser } from '@/lib/accounts/create-account';
import { newAccount } from '@/lib/testing/account';
import { deactivateUser } from './deactivate-user';
import { endSession, findSession } from './sessions';
import { SESSION_DAYS, SignIn, signIn } from './sign-in';

const password = 'correct horse';
const WRONG = { ok: false, reason: 'wrong_credentials', message: expect.any(String) };
let made: Awaited<ReturnType<typeof newAccount>>;
let email: string;

beforeEach(async () => {
  made = await newAccount();
  email = made.user.email;
});

const trySignIn = (as: Partial<SignIn> = {}, ip: string | null = null) =>
  signIn({ email, password, ...as }, { ip, now: made.clock.now() });
const signedIn = async (as: Partial<SignIn> = {}) => {
  const answer = await trySignIn(as);
  if (!answer.ok) throw new Error(answer.message);
  return answer;
};
const sessionOf = ({ accountId, sessionId }: Awaited<ReturnType<typeof signedIn>>) =>
  findSession(accountId, sessionId, made.clock.now);

describe('the right e-mail and password', () => {
  test('open a session with the user’s role, grants and account', async () => {
    const ctx = await sessionOf(await signedIn());
    expect(ctx?.account).toEqual(made.account);
    expect(ctx?.actor).toEqual({ kind: 'user', id: made.user.id, name: 'Maria Reyes', role: 'master' });
    expect(ctx?.grants).toEqual({ export: true, optIn: true, upload: true, all: false });
  });

  test('open one as a messenger, too', async () => {
    const messenger = { name: 'Sam Okafor', email: `${randomUUID()}@example.com`, password };
    await createUser(made.account, messenger, 'messenger', made.clock.now());
    expect((await sessionOf(await signedIn({ email: messenger.email })))?.actor.role).toBe('messenger');
  });

  test('are read from a form whatever the case and the blanks around the e-mail', () => {
    expect(SignIn.parse({ email: ' Maria@Example.COM ', password: ' kept ' })).toEqual({
      email: 'maria@example.com',
      password: ' kept ',
    });
  });

  test('open a session each time; ending one leaves the other', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    await endSession(first.accountId, first.sessionId);
    expect(await sessionOf(first)).toBeNull();
    expect(await sessionOf(second)).not.toBeNull();
  });
});

describe('anything else', () => {
  test('gets the same answer for a wrong e-mail and a wrong password', async () => {
    const wrongPassword = await trySignIn({ password: 'correct horsf' });
    const wrongEmail = await trySignIn({ email: `${randomUUID()}@example.com` });
    expect(wrongPassword).toEqual(WRONG);
    expect(wrongEmail).toEqual(wrongPassword);
  });

  test('gets that answer for a deactivated user with the right password, whose sessions end at once', async () => {
    const user = { name: 'Sam Okafor', email: `${randomUUID()}@example.com`, password };
    const added = await createUser(made.account, user, 'messenger', made.clock.now());
    if (!added.ok) throw new Error(added.message);
    const session = await signedIn({ email: user.email });
    await deactivateUser(added.user, made.clock.now());
    expect(await trySignIn({ email: user.email })).toEqual(WRONG);
    expect(await sessionOf(session)).toBeNull();
  });

  test('gets it where the stored hash is no hash', async () => {
    await database('owner').update(logins).set({ passwordHash: 'broken' }).where(eq(logins.email, email));
    expect(await trySignIn()).toEqual(WRONG);
  });

  test.each(["' or 1=1 --", '%', 'x'.repeat(254), 'ÅNGSTRÖM@example.com', 'a\u0000b@example.com'])(
    'gets it for the e-mail %j',
    async (odd) => {
      const form = SignIn.safeParse({ email: odd, password });
      if (form.success) expect(await trySignIn(form.data)).toEqual(WRONG);
    },
  );
});

describe('the eleventh try', () => {
  const fail = async (times: number) => {
    for (let n = 0; n < times; n++) expect(await trySignIn({ password: 'wrong' })).toEqual(WRONG);
  };

  test('within the window is refused with how long to wait, even with the right password', async () => {
    await fail(10);
    expect(await trySignIn()).toEqual({
      ok: false,
      reason: 'too_many_tries',
      message: 'Too many tries. Wait 15 minutes and try again.',
    });
    made.clock.pass(14.5 * 60_000);
    expect(await trySignIn()).toMatchObject({ message: 'Too many tries. Wait 1 minute and try again.' });
  });

  test('is let in when the window has ended', async () => {
    await fail(10);
    made.clock.pass(15 * 60_000);
    await signedIn();
  });

  test('is let in when a right password came before', async () => {
    await fail(9);
    await signedIn();
    await fail(10);
    expect(await trySignIn()).toMatchObject({ reason: 'too_many_tries' });
  });

  test('on one e-mail keeps nobody else out', async () => {
    await fail(10);
    const other = await newAccount();
    await signedIn({ email: other.user.email });
  });

  test('counts for an e-mail that nobody has as well', async () => {
    const nobody = `${randomUUID()}@example.com`;
    for (let n = 0; n < 10; n++) expect(await trySignIn({ email: nobody })).toEqual(WRONG);
    expect(await trySignIn({ email: nobody })).toMatchObject({ reason: 'too_many_tries' });
  });
});

test(
  'a hundred tries from one address are too many, whatever the e-mail, and a right one takes back only its own',
  { timeout: 120_000 },
  async () => {
    const ip = randomUUID();
    for (let n = 0; n < 100; n++) {
      const email = n === 50 ? made.user.email : `${randomUUID()}@example.com`;
      expect((await trySignIn({ email }, ip)).ok).toBe(n === 50);
    }
    expect(await trySignIn({ email: `${randomUUID()}@example.com` }, ip)).toEqual(WRONG);
    expect(await trySignIn({}, ip)).toMatchObject({ reason: 'too_many_tries' });
    expect(await trySignIn({}, randomUUID())).toMatchObject({ ok: true });
  },
);

describe('a session', () => {
  test('is nobody’s once it has expired', async () => {
    const session = await signedIn();
    made.clock.pass(SESSION_DAYS * 86_400_000 - 1);
    expect(await sessionOf(session)).not.toBeNull();
    made.clock.pass(1);
    expect(await sessionOf(session)).toBeNull();
  });

  test('of account B is nobody’s under account A, and cannot be ended from there', async () => {
    const b = await newAccount();
    const session = await signedIn({ email: b.user.email });
    expect(await findSession(made.account.id, session.sessionId, made.clock.now)).toBeNull();
    await endSession(made.account.id, session.sessionId);
    expect(await findSession(b.account.id, session.sessionId, made.clock.now)).not.toBeNull();
  });

  test('of a user whom somebody deactivated by hand is nobody’s', async () => {
    const session = await signedIn();
    await database('owner')
      .update(users)
      .set({ deactivatedAt: made.clock.now() })
      .where(eq(users.id, made.user.id));
    expect(await sessionOf(session)).toBeNull();
  });

  test('that was never opened is nobody’s', async () => {
    expect(await findSession(made.account.id, randomUUID(), made.clock.now)).toBeNull();
  });
});
