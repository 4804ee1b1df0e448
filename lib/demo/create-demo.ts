import 'server-only';
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { database } from '@/db/client';
import { accounts, logins, type Account } from '@/db/schema';
import type { Country, E164, UserId } from '@/db/vocabulary';
import { createAccount, createUser } from '@/lib/accounts/create-account';
import { findAccount } from '@/lib/accounts/find-account';
import type { Outcome } from '@/lib/outcome';
import { setPassword } from '@/lib/users/set-password';
import { calendarOf } from './calendar';
import { addContacts } from './contacts';
import { LOGINS, STAFF, STAFF_KEYS, type StaffKey } from './people';
import { play } from './play';
import { storyUntil } from './story';

const SLUG = 'demo';
/** Its name until it is whole, so that one whose making was cut short is made again. */
const UNFINISHED = 'demo-unfinished';
const TIME_ZONE = 'America/Chicago';
const TEXT_NUMBER = '+15125550100' as E164;

type Staff = Map<StaffKey, UserId>;

/**
 * Creates the demo account with two years of opt-outs before `now`, unless it is there. Runs as the owner
 * of the database; what happens in the account goes through its own verbs.
 */
export async function createDemo({ password, now }: { password: string; now: Date }): Promise<void> {
  if (await findAccount(SLUG)) return;
  await setAside(UNFINISHED);
  const { account, staff } = await openDemo(password, now);
  await fillDemo(account, staff, now);
  await database('owner').update(accounts).set({ slug: SLUG }).where(eq(accounts.id, account.id));
}

/** Gives the demo logins this password. */
export async function setDemoPassword(password: string): Promise<void> {
  for (const key of LOGINS) await setPassword(STAFF[key].email, password);
}

/** Lets the demo's story happen to an account whose users are these. */
export async function fillDemo(account: Account, staff: Staff, now: Date): Promise<void> {
  const { timeZone, textNumber } = account;
  const story = storyUntil(now, { timeZone, textNumber: textNumber ?? TEXT_NUMBER });
  await play(account, staff, story);
  await addContacts(account, staff, story, now);
}

/** The ledger of an account is never deleted, but nobody signs in to it any more. */
async function setAside(slug: string): Promise<void> {
  const account = await findAccount(slug);
  if (!account) return;
  await database('owner').transaction(async (tx) => {
    await tx.delete(logins).where(eq(logins.accountId, account.id));
    await tx
      .update(accounts)
      .set({ slug: `${slug}-${account.id}`, textNumber: null })
      .where(eq(accounts.id, account.id));
  });
}

async function openDemo(password: string, now: Date): Promise<{ account: Account; staff: Staff }> {
  const calendar = calendarOf(now, TIME_ZONE);
  const newUser = (key: StaffKey) => {
    const { name, email, joined } = STAFF[key];
    return {
      user: { name, email, password: LOGINS.includes(key) ? password : randomUUID() + randomUUID() },
      joined: calendar.at(joined, 8 * 60),
    };
  };
  const { user: master, joined: opened } = newUser('maria');
  const made = required(
    await createAccount(
      {
        name: 'Demo',
        slug: UNFINISHED,
        country: 'US' as Country,
        timeZone: TIME_ZONE,
        textNumber: TEXT_NUMBER,
        master,
      },
      opened,
    ),
  );
  const staff: Staff = new Map([['maria', made.user.id]]);
  for (const key of STAFF_KEYS.filter((it) => it !== 'maria')) {
    const { user, joined } = newUser(key);
    staff.set(key, required(await createUser(made.account, user, STAFF[key].role, joined)).user.id);
  }
  return { account: made.account, staff };
}

function required<Done extends object>(outcome: Outcome<Done>): Done {
  if (!outcome.ok) throw new Error(`The demo account cannot be made: ${outcome.message}`);
  return outcome;
}
