import type { ApiKey, User } from '@/db/schema';
import type { ApiKeyId } from '@/db/vocabulary';
import { createApiKey } from '@/lib/api-keys/create-api-key';
import { NewApiKey } from '@/lib/api-keys/input';
import { listApiKeys } from '@/lib/api-keys/list-api-keys';
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key';
import { findUserByEmail } from '@/lib/users/find-user';
import { readFlags, type Answer, type Flags } from './command';

export const USAGE = [
  'Usage: npm run api-key -- create --email EMAIL --scopes read,write --name NAME',
  '       npm run api-key -- list --email EMAIL',
  '       npm run api-key -- revoke --email EMAIL --id ID',
  'A key acts for the account of the user with this e-mail, may do what they may, and is shown once.',
];

const FLAGS = { create: ['email', 'scopes', 'name'], list: ['email'], revoke: ['email', 'id'] } as const;
type Flag = (typeof FLAGS)['create' | 'revoke'][number];

/** `npm run api-key -- create|list|revoke …` */
export async function apiKey([verb = '', ...argv]: string[]): Promise<Answer> {
  if (!isVerb(verb)) return { problems: USAGE };
  const { flags, problems } = readFlags<Flag>(argv, FLAGS[verb]);
  if (problems.length > 0) return { problems: [...problems, ...USAGE] };
  if (!flags.email) return refused('email', 'Enter an e-mail address.');
  const user = await findUserByEmail(flags.email.trim().toLowerCase());
  if (!user) return refused('email', `There is no user ${flags.email}.`);
  return VERBS[verb](user, flags);
}

const VERBS = { create, list, revoke };
const isVerb = (text: string): text is keyof typeof VERBS => Object.hasOwn(VERBS, text);

async function create(user: User, flags: Flags<Flag>): Promise<Answer> {
  if (user.deactivatedAt) return refused('email', `${user.email} can sign in no more.`);
  const scopes = (flags.scopes ?? '').split(',').map((scope) => scope.trim());
  const read = NewApiKey.safeParse({ name: flags.name, scopes });
  if (!read.success) {
    return { problems: read.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`) };
  }
  const { apiKey: made, text } = await createApiKey(user, read.data, new Date());
  return {
    lines: [
      `Created the API key “${made.name}” (id ${made.id}) of ${user.email}.`,
      `  may  ${made.scopes.join(', ')}`,
      `  key  ${text}  (shown only this once)`,
    ],
  };
}

async function list(user: User): Promise<Answer> {
  const keys = await listApiKeys(user);
  if (keys.length === 0) return { lines: [`${user.email} has no API key.`] };
  return { lines: keys.map(inOneLine) };
}

async function revoke(user: User, { id = '' }: Flags<Flag>): Promise<Answer> {
  if (!/^\d{1,15}$/.test(id)) return refused('id', 'Name a key by its id; `list` shows it.');
  const revoked = await revokeApiKey(user, Number(id) as ApiKeyId, new Date());
  if (!revoked) return refused('id', `${user.email} has no key ${id} that still works.`);
  return { lines: [`The API key “${revoked.name}” works no more. What it did stays in the history.`] };
}

const inOneLine = ({ id, name, hint, scopes, createdAt, lastUsedAt, revokedAt }: ApiKey) =>
  [
    `${id}  ${hint}…  ${name}`,
    scopes.join(', '),
    `created ${createdAt.toISOString()}`,
    lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : 'never used',
    ...(revokedAt ? [`revoked ${revokedAt.toISOString()}`] : []),
  ].join('  ');

const refused = (flag: Flag, message: string) => ({ problems: [`--${flag}: ${message}`] });
