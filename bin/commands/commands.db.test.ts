import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { database } from '@/db/client';
import { findAccount } from '@/lib/accounts/find-account';
import { optOut } from '@/lib/opt-outs/opt-out';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { findSession } from '@/lib/users/sessions';
import { signIn } from '@/lib/users/sign-in';
import { findApiKey } from '@/lib/api-keys/find-api-key';
import { account, nameOf, USAGE as ACCOUNT_USAGE } from './account';
import { apiKey, USAGE as API_KEY_USAGE } from './api-key';
import { readFlags } from './command';
import { user, USAGE as USER_USAGE } from './user';
import { verifyAccounts } from './verify';

const someEmail = () => `${randomUUID()}@example.com`;
const canSignIn = (email: string, password: string) =>
  signIn({ email, password }, { ip: null, now: new Date() }).then(({ ok }) => ok);
const shownPassword = (answer: object) =>
  /password {2}(\S+)/.exec(JSON.stringify(answer))?.[1] ?? 'none shown';

describe('npm run account', () => {
  test('creates an account whose master signs in with the password that is shown once', async () => {
    const email = `maria.reyes-${randomUUID()}@example.com`;
    const answer = await account([
      'create',
      '--name',
      `Chess ${email}`,
      '--email',
      email,
      '--time-zone=America/Denver',
    ]);
    const slug = /slug\s+(\S+?)"/.exec(JSON.stringify(answer))?.[1] ?? '';
    expect(await findAccount(slug)).toMatchObject({ timeZone: 'America/Denver' });
    expect(shownPassword(answer)).toMatch(/^[\w-]{16}$/);
    expect(await canSignIn(email, shownPassword(answer))).toBe(true);
  });

  test('shows no password that was given', async () => {
    const email = someEmail();
    const answer = await account([
      'create',
      '--name',
      'Chess',
      '--email',
      email,
      '--password',
      'correct horse',
    ]);
    expect(JSON.stringify(answer)).not.toContain('correct horse');
    expect(await canSignIn(email, 'correct horse')).toBe(true);
  });

  test('says one line beside each flag that is wrong, and creates nothing', async () => {
    const name = `Club ${randomUUID()}`;
    const argv = [
      'create',
      '--name',
      name,
      '--email',
      'x',
      '--password',
      'y',
      '--text-number',
      '1',
      '--time-zone',
      'z',
    ];
    expect(await account(argv)).toEqual({
      problems: [
        '--time-zone: Name a time zone like America/Chicago.',
        '--email: That is not an e-mail address.',
        '--password: A password has at least 8 characters.',
        '--text-number: That is 1 digit. A US number has 10, with its area code.',
      ],
    });
    expect(await findAccount(name.toLowerCase().replace(' ', '-'))).toBeNull();
  });

  test('says that an e-mail signs in elsewhere already', async () => {
    const argv = ['create', '--name', 'Chess', '--email', someEmail()];
    await account(argv);
    expect(await account(argv)).toMatchObject({
      problems: [expect.stringMatching(/^--email: .* is a login already\.$/)],
    });
  });

  test.each([[[]], [['make']], [['--name', 'x']]])('%j gets the usage', async (argv) => {
    expect(await account(argv)).toEqual({ problems: ACCOUNT_USAGE });
  });

  test('calls a master by what their e-mail says, unless told', () => {
    expect(
      ['maria.reyes@x.example', 'sam_okafor+lists@x.example', 'office', '@', undefined].map(nameOf),
    ).toEqual(['Maria Reyes', 'Sam Okafor Lists', 'Office', 'Master', 'Master']);
  });
});

describe('flags', () => {
  test.each([
    [
      ['--name', 'x', '--colour', 'red'],
      ['--colour: There is no such flag.', '“red” belongs to no flag'],
    ],
    [['--name'], ['--name: Needs a value.']],
    [['--name', '--email'], ['--name: Needs a value.']],
    [['--name', 'x', '--name', 'y'], ['--name: Given twice.']],
    [['--name', 'Chess', 'Club'], ['“Club” belongs to no flag']],
    [
      ['-n', 'x'],
      ['-n: There is no such flag.', '“x” belongs to no flag'],
    ],
  ])('%j: %j', (argv, expected) => {
    const { problems } = readFlags(argv, ['name', 'email']);
    expect(problems.length).toBe(expected.length);
    problems.forEach((problem, i) => expect(problem).toContain(expected[i]));
  });

  test('may hold a value that begins with a dash', () => {
    expect(readFlags(['--name=--x', '--email', '-y'], ['name', 'email']).flags).toEqual({
      name: '--x',
      email: '-y',
    });
  });
});

describe('npm run user', () => {
  test('adds a messenger, gives them another password, and ends their access', async () => {
    const { account } = await newAccount();
    const email = someEmail();
    const of = ['--account', account.slug, '--email', email];
    const added = await user(['add', ...of]);
    expect(added).toMatchObject({ lines: [expect.stringContaining('as messenger'), expect.any(String)] });
    expect(await canSignIn(email, shownPassword(added))).toBe(true);

    await user(['password', ...of, '--password', 'another horse']);
    expect([await canSignIn(email, shownPassword(added)), await canSignIn(email, 'another horse')]).toEqual([
      false,
      true,
    ]);

    expect(await user(['deactivate', ...of])).toMatchObject({ lines: [expect.any(String)] });
    expect(await canSignIn(email, 'another horse')).toBe(false);
  });

  test('leaves an account its last master', async () => {
    const { account, user: master } = await newAccount();
    const of = ['--account', account.slug, '--email', master.email];
    expect(await user(['deactivate', ...of])).toEqual({
      problems: ['--email: This is the only master of the account.'],
    });
    await user(['add', '--account', account.slug, '--email', someEmail(), '--role', 'master']);
    expect(await user(['deactivate', ...of])).toMatchObject({ lines: [expect.any(String)] });
  });

  test('does not touch the user of another account', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    for (const verb of ['password', 'deactivate']) {
      const answer = await user([verb, '--account', a.account.slug, '--email', b.user.email]);
      expect(answer).toEqual({ problems: [`--email: Riverside School has no user ${b.user.email}.`] });
    }
    expect(await canSignIn(b.user.email, 'correct horse')).toBe(true);
  });

  test('says what is wrong with each flag', async () => {
    const { account } = await newAccount();
    expect(await user([])).toEqual({ problems: USER_USAGE });
    expect(await user(['toString'])).toEqual({ problems: USER_USAGE });
    expect(await user(['add', '--account', 'nowhere', '--email', 'x'])).toEqual({
      problems: ['--account: There is no account nowhere.'],
    });
    expect(await user(['add', '--account', account.slug, '--role', 'boss', '--password', 'x'])).toMatchObject(
      {
        problems: [
          expect.stringMatching(/^--role: /),
          expect.stringMatching(/^--email: /),
          expect.stringMatching(/^--password: /),
        ],
      },
    );
  });
});

describe('npm run api-key', () => {
  const shownKey = (answer: object) =>
    /(oor_[0-9A-Za-z]{32,})/.exec(JSON.stringify(answer))?.[1] ?? 'none shown';
  const create = (email: string) =>
    apiKey(['create', '--email', email, '--scopes', 'read,write', '--name', 'Dialer']);

  test('creates a key that is shown once, lists it without its text, and revokes it', async () => {
    const { user: master } = await newAccount();
    const text = shownKey(await create(master.email));
    const found = await findApiKey(text);
    expect(found).toMatchObject({
      scopes: ['read', 'write'],
      ctx: { actor: { name: 'Dialer', role: 'master' } },
    });

    const listed = JSON.stringify(await apiKey(['list', '--email', master.email]));
    expect(listed).toContain(`${text.slice(0, 8)}…  Dialer`);
    expect(listed).not.toContain(text);

    const revoke = ['revoke', '--email', master.email, '--id', String(found?.ctx.actor.id)];
    expect(await apiKey(revoke)).toMatchObject({ lines: [expect.stringContaining('works no more')] });
    expect(await findApiKey(text)).toBeNull();
    expect(await apiKey(revoke)).toMatchObject({ problems: [expect.stringMatching(/^--id: /)] });
  });

  test('does not revoke the key of another user', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const text = shownKey(await create(a.user.email));
    const id = String((await findApiKey(text))?.ctx.actor.id);
    expect(await apiKey(['revoke', '--email', b.user.email, '--id', id])).toMatchObject({
      problems: [expect.stringMatching(/^--id: /)],
    });
    expect(await findApiKey(text)).not.toBeNull();
  });

  test('says what is wrong with each flag', async () => {
    const { user: master } = await newAccount();
    expect(await apiKey([])).toEqual({ problems: API_KEY_USAGE });
    expect(await apiKey(['create', '--email', 'x'])).toEqual({ problems: ['--email: There is no user x.'] });
    expect(await apiKey(['create', '--email', master.email, '--scopes', 'all'])).toMatchObject({
      problems: [expect.stringMatching(/^--name: /), expect.stringMatching(/^--scopes: /)],
    });
  });
});

describe('npm run verify', () => {
  test('says that an account agrees, with what it read', async () => {
    const { ctx, account } = await newAccount();
    await optOut(ctx, {
      phones: [phoneOf(1), phoneOf(2)],
      channels: { voice: true, text: true },
      source: 'manual',
    });
    expect(await verifyAccounts([account])).toEqual({
      lines: [`${account.slug}: 2 phones, 2 events: agrees`],
    });
  });

  test('fails, and names the phone, what is stored and what the ledger says, when a row was changed by hand', async () => {
    const [{ ctx, account }, other] = [await newAccount(), await newAccount()];
    await optOut(ctx, {
      phones: [phoneOf(1), phoneOf(2)],
      channels: { voice: true, text: false },
      source: 'manual',
    });
    await database('owner').execute(
      sql`update phones set voice_source = 'api' where account_id = ${account.id} and phone = 15125550102`,
    );
    const answer = await verifyAccounts([other.account, account]);
    expect(answer).toMatchObject({ failed: true });
    const text = 'lines' in answer ? answer.lines.join('\n') : '';
    expect(text).toContain(`${other.account.slug}: 0 phones, 0 events: agrees`);
    expect(text).toMatch(/\+15125550102\n {4}stored {2}.*voice: api.*\n {4}ledger {2}.*voice: manual/);
    expect(text).not.toContain('+15125550101');
    expect(text).toContain('1 of 2 accounts differ from their ledger.');
  });
});

test('a password that is set anew signs out; the same one does not', async () => {
  const { account, user: master } = await newAccount();
  const signedIn = await signIn(
    { email: master.email, password: 'correct horse' },
    { ip: null, now: new Date() },
  );
  if (!signedIn.ok) throw new Error(signedIn.message);
  const of = ['password', '--account', account.slug, '--email', master.email, '--password'];
  await user([...of, 'correct horse']);
  expect(await findSession(account.id, signedIn.sessionId)).not.toBeNull();
  await user([...of, 'another horse']);
  expect(await findSession(account.id, signedIn.sessionId)).toBeNull();
});
