import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { database } from '@/db/client';
import { logins } from '@/db/schema';
import { createAccount, createUser } from './create-account';
import { findAccount } from './find-account';
import { NewAccount } from './input';
import { parseAccount } from './parse-account';

const now = new Date('2026-11-23T15:00:00Z');
const someEmail = () => `${randomUUID()}@example.com`;
const typed = {
  name: 'Chess Club',
  master: { name: 'Maria Reyes', email: 'a@b.example', password: 'correct horse' },
};
const newAccount = (fields = {}) =>
  NewAccount.parse({
    ...typed,
    name: `Chess ${randomUUID()}`,
    master: { ...typed.master, email: someEmail() },
    ...fields,
  });

describe('a new account', () => {
  test('has a master, whose password is kept as an argon2id hash', async () => {
    const made = await createAccount(newAccount(), now);
    if (!made.ok) throw new Error(made.message);
    expect(made.user).toMatchObject({ role: 'master', accountId: made.account.id, mayExport: true });
    const [login] = await database('owner').select().from(logins).where(eq(logins.email, made.user.email));
    expect(login?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=\d{5},t=\d+,p=\d+\$/);
    expect(login?.passwordHash).not.toContain('correct');
  });

  test('gets a slug of its own, also when five are made at once', async () => {
    const name = `Club ${randomUUID().slice(0, 8)}`;
    const made = await Promise.all(Array.from({ length: 5 }, () => createAccount(newAccount({ name }), now)));
    const slugs = made.map((it) => (it.ok ? it.account.slug : it.message)).sort();
    const slug = name.toLowerCase().replace(' ', '-');
    expect(slugs).toEqual([slug, `${slug}-2`, `${slug}-3`, `${slug}-4`, `${slug}-5`]);
    expect(await findAccount(`${slug}-3`)).toMatchObject({ name });
  });

  test('is refused with an e-mail that signs in elsewhere, and leaves nothing behind', async () => {
    const email = someEmail();
    await createAccount(newAccount({ master: { ...typed.master, email } }), now);
    const name = `Club ${randomUUID()}`;
    const again = await createAccount(
      newAccount({ name, master: { ...typed.master, email: email.toUpperCase() } }),
      now,
    );
    expect(again).toMatchObject({ ok: false, reason: 'email_taken', fields: [{ field: 'master.email' }] });
    expect(await findAccount(name.toLowerCase().replace(' ', '-'))).toBeNull();
  });

  test('is refused with the text number of another account', async () => {
    const textNumber = '+18085550137';
    expect(await createAccount(newAccount({ textNumber }), now)).toMatchObject({ ok: true });
    expect(await createAccount(newAccount({ textNumber }), now)).toMatchObject({
      ok: false,
      fields: [{ field: 'textNumber' }],
    });
  });

  test('is refused with a time zone that the database does not know', async () => {
    const account = { ...newAccount(), timeZone: 'America/Atlantis' };
    expect(await createAccount(account, now)).toMatchObject({ ok: false, fields: [{ field: 'timeZone' }] });
  });
});

test('a user is added with a role, once', async () => {
  const made = await createAccount(newAccount(), now);
  if (!made.ok) throw new Error(made.message);
  const user = { name: 'Sam Okafor', email: someEmail(), password: 'correct horse' };
  expect(await createUser(made.account, user, 'messenger', now)).toMatchObject({
    ok: true,
    user: { role: 'messenger' },
  });
  expect(await createUser(made.account, user, 'messenger', now)).toMatchObject({
    ok: false,
    reason: 'email_taken',
  });
});

describe('what is typed for a new account', () => {
  const fieldsOf = (fields: object) => {
    const read = parseAccount({ ...typed, ...fields });
    return read.ok ? [] : read.fields.map(({ field }) => field);
  };

  test('may leave everything to the defaults but name, e-mail and password', () => {
    expect(parseAccount(typed)).toEqual({
      ok: true,
      account: { ...typed, slug: 'chess-club', country: 'US', timeZone: 'America/Chicago', textNumber: null },
    });
  });

  test('is read like everything else: the phone in any notation, the country in any case, the e-mail in lower case', () => {
    const master = { ...typed.master, email: ' Maria@B.Example ' };
    expect(
      parseAccount({
        ...typed,
        country: 'gb',
        timeZone: 'Europe/London',
        textNumber: '020 7946 0958',
        master,
      }),
    ).toMatchObject({
      ok: true,
      account: { country: 'GB', textNumber: '+442079460958', master: { email: 'maria@b.example' } },
    });
  });

  test.each([
    [{ name: ' ' }, ['name']],
    [{ name: undefined }, ['name']],
    [{ country: 'Texas' }, ['country']],
    [{ country: 'XX' }, ['country']],
    [{ country: 'AQ', textNumber: '1' }, ['country']],
    [{ timeZone: 'Chicago' }, ['timeZone']],
    [{ timeZone: '+05:00' }, ['timeZone']],
    [{ textNumber: '555-0100' }, ['textNumber']],
    [{ master: { ...typed.master, email: 'maria' } }, ['master.email']],
    [{ master: { ...typed.master, email: undefined } }, ['master.email']],
    [{ master: { ...typed.master, password: 'short' } }, ['master.password']],
    [
      { name: '', timeZone: 'x', textNumber: 'x', master: {} },
      ['name', 'timeZone', 'master.name', 'master.email', 'master.password', 'textNumber'],
    ],
  ])('%j has problems with %j, all named at once', (fields, named) => {
    expect(fieldsOf(fields)).toEqual(named);
  });
});
