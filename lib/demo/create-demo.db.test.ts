import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '@/db/client';
import { SOURCES, type AccountId, type UserId } from '@/db/vocabulary';
import { createAccount, createUser } from '@/lib/accounts/create-account';
import { findAccount, listAccounts } from '@/lib/accounts/find-account';
import { listContacts } from '@/lib/contacts/list-contacts';
import type { Context } from '@/lib/context';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { listOptOuts } from '@/lib/opt-outs/list-opt-outs';
import { parseFilter } from '@/lib/opt-outs/filter';
import { verify } from '@/lib/opt-outs/verify';
import { listUploads } from '@/lib/uploads/list-uploads';
import { findSession } from '@/lib/users/sessions';
import { signIn } from '@/lib/users/sign-in';
import { createDemo, fillDemo, setDemoPassword } from './create-demo';
import { STAFF, STAFF_KEYS, type StaffKey } from './people';
import { EXAMPLE } from './turns';
import type { E164 } from '@/db/vocabulary';

const now = new Date('2026-11-23T20:15:00Z');
const MOST_MS = 120_000;
const from = { ip: null, now };
let ctx: Context;

beforeAll(async () => {
  await createDemo({ password: 'a demo password', now });
  const master = await signIn({ email: STAFF.maria.email, password: 'a demo password' }, from);
  if (!master.ok) throw new Error(master.message);
  const found = await findSession(master.accountId, master.sessionId, () => now);
  if (!found) throw new Error('no session');
  ctx = found;
}, MOST_MS);

const one = async (query: ReturnType<typeof sql>, account = ctx.account.id) => {
  const [row] = await transaction(account, (tx) => tx.execute(query));
  return row as Record<string, unknown>;
};
const report = (filter = {}) => listOptOuts(ctx, parseFilter(filter).filter);

describe('the demo account', () => {
  test('is called Demo, and its master and its messenger sign in with the password', async () => {
    expect(await findAccount('demo')).toMatchObject({
      name: 'Demo',
      textNumber: '+15125550100',
      timeZone: 'America/Chicago',
    });
    expect(ctx.actor).toMatchObject({ name: 'Maria Reyes', role: 'master' });
    const messenger = await signIn({ email: 'messenger@demo.example', password: 'a demo password' }, from);
    expect(messenger).toMatchObject({ ok: true, name: 'Sam Okafor' });
    expect(await signIn({ email: STAFF.dana.email, password: 'a demo password' }, from)).toMatchObject({
      ok: false,
    });
  });

  test('has exactly 2,500 opt-outs on the report, and phones that left it', async () => {
    expect((await report()).total).toBe(2500);
    expect(await one(sql`select count(*)::int as left from phones where type is null`)).toEqual({ left: 60 });
  });

  test('has every source that can close a channel, every type, and text with and without a lock', async () => {
    for (const source of SOURCES.filter((it) => it !== 'correction')) {
      expect((await report({ source })).count.matches, source).toBeGreaterThan(20);
    }
    for (const type of ['voice', 'text', 'both'])
      expect((await report({ type })).count.matches, type).toBeGreaterThan(100);
    const locks = await one(sql`
      select count(*) filter (where text_lock = 'text_reply')::int as stop, count(*) filter (where text_lock = 'carrier')::int as carrier,
        count(*) filter (where text_lock is null and text_closed_at is not null)::int as unlocked from phones`);
    for (const lock of ['stop', 'carrier', 'unlocked']) expect(locks[lock], lock).toBeGreaterThan(50);
  });

  test('agrees with its ledger', async () => {
    const { phones, events, differences } = await verify(ctx.account.id);
    expect(differences).toEqual([]);
    expect(phones).toBe(2560);
    expect(events).toBeGreaterThan(3000);
  });

  test('holds nothing later than now, and nothing before its account', async () => {
    const { latest, earliest } = await one(
      sql`select max(recorded_at)::text as latest, min(recorded_at)::text as earliest from consent_events`,
    );
    expect(new Date(latest as string).getTime()).toBeLessThanOrEqual(now.getTime());
    expect(new Date(earliest as string).getTime()).toBeGreaterThan(ctx.account.createdAt.getTime());
    const asked = await one(sql`select max(asked_on - recorded_at::date) as ahead from consent_events`);
    expect(asked['ahead']).toBeLessThan(0);
  });

  test('has rows for today and for the last days, newest in the last hours', async () => {
    expect((await report({ added: 'today' })).count.matches).toBeGreaterThanOrEqual(4);
    const week = (await report({ added: '7d' })).count.matches;
    expect(week).toBeGreaterThan(15);
    expect(week).toBeLessThan(150);
    const [newest] = (await report()).rows;
    expect(now.getTime() - (newest?.addedAt.getTime() ?? 0)).toBeLessThan(3 * 3_600_000);
  });

  test('has uploads whose counts add up and whose events name their rows', async () => {
    const uploads = await listUploads(ctx);
    expect(uploads).toHaveLength(8);
    for (const { counts, fileName, status } of uploads) {
      const {
        rows,
        blank_rows,
        phones,
        new: added,
        widened,
        already_opted_out,
        duplicate,
        no_request,
        rejected,
      } = counts;
      expect(status).toBe('applied');
      expect(added + widened + already_opted_out + duplicate + no_request + rejected, fileName).toBe(phones);
      expect(phones, fileName).toBe(rows - blank_rows);
    }
    const sums = (outcome: 'widened' | 'already_opted_out' | 'duplicate' | 'no_request' | 'rejected') =>
      uploads.reduce((sum, { counts }) => sum + counts[outcome], 0);
    for (const outcome of ['widened', 'already_opted_out', 'duplicate', 'no_request', 'rejected'] as const) {
      expect(sums(outcome), outcome).toBeGreaterThan(0);
    }
    expect(
      await one(
        sql`select count(*)::int as n from consent_events where (source = 'upload') <> (upload_id is not null and upload_row > 1)`,
      ),
    ).toEqual({ n: 0 });
  });

  test('has a phone whose history shows an upload, consent, a key press and a STOP', async () => {
    const phone = await findPhone(ctx, EXAMPLE as E164);
    expect(phone?.history.map(({ source, action }) => [source, action])).toEqual([
      ['text_reply', 'opt_out'],
      ['keypress', 'opt_out'],
      ['manual', 'opt_in'],
      ['upload', 'opt_out'],
    ]);
    expect(phone?.history[2]?.evidence).toMatchObject({
      statement: expect.stringContaining('from Demo at (512) 555-0185'),
    });
  });

  test('knows people by name, in groups; some of them have opted out, and the messenger has their own', async () => {
    const all = await listContacts(ctx, { sort: 'name.asc' }, { limit: 200 });
    expect(all.count).toBe(72);
    const closed = all.rows.filter(({ phones }) => phones.some(({ voice, text }) => voice || text));
    expect(closed.length).toBeGreaterThan(10);
    expect(closed.length).toBeLessThan(50);
    expect(all.rows.filter(({ owner }) => owner === 'Sam Okafor')).toHaveLength(24);
  });

  test('is made once', async () => {
    await createDemo({ password: 'another password', now });
    const demos = (await listAccounts()).filter(({ slug }) => slug.startsWith('demo'));
    expect(demos).toHaveLength(1);
    expect((await report()).total).toBe(2500);
  });

  test('takes a new password, and is then signed out where it was signed in', async () => {
    await setDemoPassword('a second password');
    const email = 'messenger@demo.example';
    expect(await signIn({ email, password: 'a demo password' }, from)).toMatchObject({ ok: false });
    const again = await signIn({ email, password: 'a second password' }, from);
    if (!again.ok) throw new Error(again.message);
    await setDemoPassword('a second password');
    expect(
      await findSession(again.accountId, again.sessionId, () => now),
      'the same password signs nobody out',
    ).not.toBeNull();
  });
});

test('the same now fills another account alike', { timeout: MOST_MS }, async () => {
  const made = await createAccount(
    { ...ctx.account, slug: 'another', textNumber: null, master: newUser('maria') },
    now,
  );
  if (!made.ok) throw new Error(made.message);
  const staff = new Map<StaffKey, UserId>([['maria', made.user.id]]);
  for (const key of STAFF_KEYS.slice(1)) {
    const added = await createUser(made.account, newUser(key), STAFF[key].role, now);
    if (added.ok) staff.set(key, added.user.id);
  }
  await fillDemo(made.account, staff, now);
  expect(await fingerprint(made.account.id)).toEqual(await fingerprint(ctx.account.id));
});

const newUser = (key: StaffKey) => ({
  name: STAFF[key].name,
  email: `${key}@another.example`,
  password: 'correct horse',
});

/** Everything but the ids that the database hands out, and the account's text number. */
const fingerprint = (account: AccountId) =>
  one(
    sql`select
      (select md5(string_agg((to_jsonb(p) - 'account_id')::text, ',' order by phone)) from phones p) as phones,
      (select md5(string_agg((to_jsonb(e) - 'account_id' - 'actor_id' - 'upload_id' #- '{evidence,to}')::text, ',' order by phone, seq)) from consent_events e) as events,
      (select jsonb_agg(to_jsonb(u) - 'account_id' - 'id' - 'user_id' order by created_at) from uploads u) as uploads`,
    account,
  );
