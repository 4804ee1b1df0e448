import { randomBytes } from 'node:crypto';
import { createAccount } from '@/lib/accounts/create-account';
import { parseAccount } from '@/lib/accounts/parse-account';
import type { FieldProblem } from '@/lib/outcome';
import { readFlags, type Answer } from './command';

export const USAGE = [
  'Usage: npm run account -- create --name NAME --email EMAIL',
  '         [--user-name NAME] [--password PASSWORD] [--text-number PHONE] [--time-zone ZONE] [--country CODE]',
  'Creates an account and its master. Without --password a password is made and shown once.',
];

const FLAGS = ['name', 'email', 'user-name', 'password', 'text-number', 'time-zone', 'country'] as const;

/** `npm run account -- create …` */
export async function account([verb, ...argv]: string[]): Promise<Answer> {
  if (verb !== 'create') return { problems: USAGE };
  const { flags, problems } = readFlags(argv, FLAGS);
  if (problems.length > 0) return { problems: [...problems, ...USAGE] };

  const made = flags.password === undefined ? madePassword() : null;
  const parsed = parseAccount({
    name: flags.name,
    country: flags.country,
    timeZone: flags['time-zone'],
    textNumber: flags['text-number'],
    master: {
      name: flags['user-name'] ?? nameOf(flags.email),
      email: flags.email,
      password: made ?? flags.password,
    },
  });
  if (!parsed.ok) return { problems: parsed.fields.map(besideFlag) };
  const created = await createAccount(parsed.account, new Date());
  if (!created.ok) return { problems: (created.fields ?? []).map(besideFlag) };
  return {
    lines: [
      `Created the account “${created.account.name}”.`,
      `  slug      ${created.account.slug}`,
      `  sign in   ${created.user.email}`,
      ...(made ? [`  password  ${made}  (shown only this once)`] : []),
    ],
  };
}

/** About 95 bits, of which none needs quoting. */
export const madePassword = () => randomBytes(12).toString('base64url');

/** `maria.reyes@…` → `Maria Reyes`; what is no e-mail is complained about as one. */
export const nameOf = (email = ''): string =>
  (email.split('@')[0] ?? '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ') || 'Master';

const FLAG_OF: Record<string, string> = {
  'master.email': 'email',
  'master.name': 'user-name',
  'master.password': 'password',
  timeZone: 'time-zone',
  textNumber: 'text-number',
};

const besideFlag = ({ field, message }: FieldProblem) => `--${FLAG_OF[field] ?? field}: ${message}`;
