import type { Account } from '@/db/schema';
import { ROLES, type Role } from '@/db/vocabulary';
import { createUser } from '@/lib/accounts/create-account';
import { findAccount } from '@/lib/accounts/find-account';
import { NewUser, password as Password } from '@/lib/accounts/input';
import { deactivateUser } from '@/lib/users/deactivate-user';
import { findUser } from '@/lib/users/find-user';
import { setPassword } from '@/lib/users/set-password';
import { madePassword, nameOf } from './account';
import { readFlags, type Answer, type Flags } from './command';

export const USAGE = [
  'Usage: npm run user -- add --account SLUG --email EMAIL [--role messenger|master] [--name NAME] [--password PASSWORD]',
  '       npm run user -- password --account SLUG --email EMAIL [--password PASSWORD]',
  '       npm run user -- deactivate --account SLUG --email EMAIL',
  'Without --password a password is made and shown once.',
];

const FLAGS = {
  add: ['account', 'email', 'role', 'name', 'password'],
  password: ['account', 'email', 'password'],
  deactivate: ['account', 'email'],
} as const;

type Flag = (typeof FLAGS)['add'][number];

/** `npm run user -- add|password|deactivate …` */
export async function user([verb = '', ...argv]: string[]): Promise<Answer> {
  if (!isVerb(verb)) return { problems: USAGE };
  const { flags, problems } = readFlags<Flag>(argv, FLAGS[verb]);
  if (problems.length > 0) return { problems: [...problems, ...USAGE] };
  const account = await findAccount(flags.account ?? '');
  if (!account)
    return refused(
      'account',
      flags.account ? `There is no account ${flags.account}.` : 'Name an account by its slug.',
    );
  return VERBS[verb](account, flags);
}

const VERBS = { add, password, deactivate };
const isVerb = (text: string): text is keyof typeof VERBS => Object.hasOwn(VERBS, text);

async function add(account: Account, flags: Flags<Flag>): Promise<Answer> {
  const role = (flags.role ?? 'messenger') as Role;
  const made = flags.password === undefined ? madePassword() : null;
  const name = flags.name ?? nameOf(flags.email);
  const read = NewUser.safeParse({ name, email: flags.email, password: made ?? flags.password });
  const problems = [
    ...(ROLES.includes(role) ? [] : ['--role: Choose messenger or master.']),
    ...(read.error?.issues ?? []).map(({ path, message }) => `--${path.join('.')}: ${message}`),
  ];
  if (!read.success || problems.length > 0) return { problems };
  const added = await createUser(account, read.data, role, new Date());
  if (!added.ok) return refused('email', added.message);
  return { lines: [`Added ${added.user.email} to ${account.name} as ${role}.`, ...shown(made)] };
}

async function password(account: Account, flags: Flags<Flag>): Promise<Answer> {
  const found = await userOf(account, flags);
  if ('problems' in found) return found;
  const made = flags.password === undefined ? madePassword() : null;
  const read = Password.safeParse(made ?? flags.password);
  if (!read.success) return refused('password', read.error.issues[0]?.message ?? '');
  await setPassword(found.email, read.data);
  return { lines: [`${found.email} has a new password and is signed out everywhere.`, ...shown(made)] };
}

async function deactivate(account: Account, flags: Flags<Flag>): Promise<Answer> {
  const found = await userOf(account, flags);
  if ('problems' in found) return found;
  const done = await deactivateUser(found, new Date());
  if (!done.ok) return refused('email', done.message);
  return { lines: [`${found.email} can sign in no more. What they did stays in the history.`] };
}

async function userOf(account: Account, { email }: Flags<Flag>) {
  if (!email) return refused('email', 'Enter an e-mail address.');
  const found = await findUser(account, email.trim().toLowerCase());
  return found ?? refused('email', `${account.name} has no user ${email}.`);
}

const shown = (made: string | null) => (made ? [`  password  ${made}  (shown only this once)`] : []);
const refused = (flag: Flag, message: string) => ({ problems: [`--${flag}: ${message}`] });
