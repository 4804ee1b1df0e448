import 'server-only';
import { hash } from '@node-rs/argon2';
import { eq, sql } from 'drizzle-orm';
import { database } from '@/db/client';
import { accounts, logins, users, type Account, type User } from '@/db/schema';
import type { Role } from '@/db/vocabulary';
import type { Outcome } from '@/lib/outcome';
import type { NewAccount, NewUser } from './input';

/** Creates an account and its master. Runs as the owner of the database: a deployment's command, not a screen. */
export async function createAccount(
  { name, slug, country, timeZone, textNumber, master }: NewAccount,
  now: Date,
): Promise<Outcome<{ account: Account; user: User }>> {
  if (!(await knowsTimeZone(timeZone))) {
    return refused('time_zone_unknown', 'timeZone', `The database does not know the time zone ${timeZone}.`);
  }
  return oneAtATime(async (tx) => {
    const [taken] = await tx.select().from(logins).where(eq(logins.email, master.email));
    if (taken) return refused('email_taken', 'master.email', `${master.email} is a login already.`);
    if (textNumber) {
      const [used] = await tx.select().from(accounts).where(eq(accounts.textNumber, textNumber));
      if (used) return refused('text_number_taken', 'textNumber', 'Another account has this text number.');
    }
    const [account] = await tx
      .insert(accounts)
      .values({ name, slug: await freeSlug(tx, slug), country, timeZone, textNumber, createdAt: now })
      .returning();
    if (!account) throw new Error('no account came back');
    return { ok: true, account, user: await insertUser(tx, account, master, 'master', now) };
  });
}

/** Adds a user to an account. Runs as the owner of the database. */
export async function createUser(
  account: Account,
  user: NewUser,
  role: Role,
  now: Date,
): Promise<Outcome<{ user: User }>> {
  return oneAtATime(async (tx) => {
    const [taken] = await tx.select().from(logins).where(eq(logins.email, user.email));
    if (taken) return refused('email_taken', 'email', `${user.email} is a login already.`);
    return { ok: true, user: await insertUser(tx, account, user, role, now) };
  });
}

type Owner = Parameters<Parameters<ReturnType<typeof database>['transaction']>[0]>[0];

/** Node's list of time zones is another than the database's, which counts by them. */
async function knowsTimeZone(timeZone: string): Promise<boolean> {
  try {
    await database('owner').execute(sql`select now() at time zone ${timeZone}`);
    return true;
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code === INVALID_PARAMETER) return false;
    throw error;
  }
}

const INVALID_PARAMETER = '22023';

/** Two at once must not both find the same slug or e-mail free. */
const oneAtATime = <T>(work: (tx: Owner) => Promise<T>): Promise<T> =>
  database('owner').transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('opt-out-report: accounts'))`);
    return work(tx);
  });

async function insertUser(
  tx: Owner,
  account: Account,
  { name, email, password }: NewUser,
  role: Role,
  now: Date,
) {
  const [user] = await tx
    .insert(users)
    .values({ accountId: account.id, name, email, role, createdAt: now })
    .returning();
  if (!user) throw new Error('no user came back');
  await tx
    .insert(logins)
    .values({ email, accountId: account.id, userId: user.id, passwordHash: await hash(password) });
  return user;
}

/** `riverside-school`, or `riverside-school-2` where that is taken. */
async function freeSlug(tx: Owner, slug: string): Promise<string> {
  const taken = await tx
    .select({ slug: accounts.slug })
    .from(accounts)
    .where(sql`${accounts.slug} ~ ${`^${slug}(-[0-9]+)?$`}`);
  const used = new Set(taken.map((row) => row.slug));
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? slug : `${slug}-${n}`;
    if (!used.has(candidate)) return candidate;
  }
}

const refused = (reason: string, field: string, message: string) => ({
  ok: false as const,
  reason,
  message,
  fields: [{ field, message }],
});
