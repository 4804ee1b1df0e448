import { describe, expect, test } from 'vitest';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { listOptOuts } from '@/lib/opt-outs/list-opt-outs';
import { optOut } from '@/lib/opt-outs/opt-out';
import { verify } from '@/lib/opt-outs/verify';
import { NotAllowed, NotFound } from '@/lib/outcome';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { findContact } from './find-contact';
import { listContacts } from './list-contacts';
import { saveContact } from './save-contact';
import { aContact, contactForm, messengerOf } from './test-contacts';

const [ONE, TWO, THREE] = [phoneOf(1), phoneOf(2), phoneOf(3)];
const BOTH = { voice: true, text: true };
const consent = { method: 'phone', day: '2026-11-23', accepted: 'on' };

test('a contact keeps its name, notes and phones in their order, however they were written', async () => {
  const { ctx } = await newAccount();
  const id = await aContact(ctx, {
    name: '  Ana \t Flores ',
    phone_1: '512.555.0102',
    phone_2: '',
    phone_3: '+1 (512) 555-0101 x7',
    notes: 'Speaks Spanish',
  });
  expect(await findContact(ctx, id)).toMatchObject({
    name: 'Ana Flores',
    notes: 'Speaks Spanish',
    owner: 'Maria Reyes',
    phones: [{ phone: TWO, shown: '(512) 555-0102' }, { phone: ONE }],
  });
});

test('what is no phone, and a phone twice, is refused beside its field, and nothing is saved', async () => {
  const { ctx } = await newAccount();
  const refused = await saveContact(
    ctx,
    contactForm({ name: 'Ana', phone_1: '5125550101', phone_2: '512 555', phone_3: '(512) 555-0101' }),
  );
  expect(refused).toMatchObject({ ok: false, fields: [{ field: 'phone_2' }, { field: 'phone_3' }] });
  expect((await listContacts(ctx, { sort: 'name.asc' })).total).toBe(0);
});

test('saving twice is once: the same contact, the same phones', async () => {
  const { ctx } = await newAccount();
  const id = await aContact(ctx, { name: 'Ana', phone_1: '5125550101' });
  const again = contactForm({ id: String(id), name: 'Ana', phone_1: '5125550101' });
  expect(await saveContact(ctx, again)).toMatchObject({ ok: true, id });
  expect(await saveContact(ctx, again)).toMatchObject({ ok: true, id });
  expect(await listContacts(ctx, { sort: 'name.asc' })).toMatchObject({ count: 1, rows: [{ phones: [{}] }] });
});

describe('whose contacts', () => {
  test('a messenger sees and edits their own; those of others look as if they did not exist', async () => {
    const { ctx } = await newAccount();
    const sam = await messengerOf(ctx);
    const hers = await aContact(ctx, { name: 'Ana' });
    const his = await aContact(sam, { name: 'Luis' });
    expect((await listContacts(sam, { sort: 'name.asc' })).rows.map(({ id }) => id)).toEqual([his]);
    expect(await findContact(sam, hers)).toBeNull();
    await expect(saveContact(sam, contactForm({ id: String(hers), name: 'Mine' }))).rejects.toThrow(NotFound);
    expect(await findContact(ctx, his)).toMatchObject({ name: 'Luis', owner: 'Sam Okafor' });
    expect(await findContact(ctx, hers)).toMatchObject({ name: 'Ana' });
  });

  test('a messenger whom the master lets see all sees and edits those of others', async () => {
    const { ctx } = await newAccount();
    const sam = await messengerOf(ctx, { all: true });
    const hers = await aContact(ctx, { name: 'Ana' });
    expect(await saveContact(sam, contactForm({ id: String(hers), name: 'Ana F.' }))).toMatchObject({
      ok: true,
    });
    expect(await findContact(ctx, hers)).toMatchObject({ name: 'Ana F.', owner: 'Maria Reyes' });
  });

  test('account B cannot see, change or find one of account A', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const id = await aContact(a.ctx, { name: 'Ana', phone_1: '5125550101' });
    expect(await findContact(b.ctx, id)).toBeNull();
    await expect(saveContact(b.ctx, contactForm({ id: String(id), name: 'B' }))).rejects.toThrow(NotFound);
    expect((await listContacts(b.ctx, { sort: 'name.asc', search: 'Ana' })).rows).toEqual([]);
    expect(await findContact(a.ctx, id)).toMatchObject({ name: 'Ana' });
  });

  test('recipients and carriers may not', async () => {
    const { recipient } = await newAccount();
    await expect(saveContact(recipient, contactForm({ name: 'Ana' }))).rejects.toThrow(NotAllowed);
  });
});

describe('rule 4: editing a contact never touches an opt-out', () => {
  test('not when its phones are taken away, given to another, or saved again', async () => {
    const { ctx, recipient, account } = await newAccount();
    await optOut(recipient, { phones: [ONE], channels: BOTH, source: 'text_reply' });
    await optOut(ctx, { phones: [TWO], channels: BOTH, source: 'manual' });
    const id = await aContact(ctx, { name: 'Ana', phone_1: ONE, phone_2: TWO });
    await saveContact(ctx, contactForm({ id: String(id), name: 'Ana B.', phone_1: THREE }));
    await aContact(ctx, { name: 'Luis', phone_1: TWO });
    expect(await findPhone(ctx, ONE)).toMatchObject({ type: 'both', seq: 1 });
    expect(await findPhone(ctx, TWO)).toMatchObject({ type: 'both', seq: 1 });
    expect((await verify(account.id)).differences).toEqual([]);
  });

  test('two contacts that share a phone share its state', async () => {
    const { ctx } = await newAccount();
    await aContact(ctx, { name: 'Ana', phone_1: ONE });
    await aContact(ctx, { name: 'Luis', phone_1: ONE });
    await optOut(ctx, { phones: [ONE], channels: { voice: true, text: false }, source: 'manual' });
    const { rows } = await listContacts(ctx, { sort: 'name.asc' });
    expect(rows.map(({ phones }) => phones[0])).toMatchObject([
      { voice: true, text: false },
      { voice: true, text: false },
    ]);
  });
});

describe('the Opt In/Out tab', () => {
  const edit = (phone: string, more: Record<string, unknown>, seen = 0) => ({ phone, seen, ...more });

  test('closes channels of several phones and says so in the recipients’ terms; the source is the contact', async () => {
    const { ctx } = await newAccount();
    const saved = await saveContact(
      ctx,
      contactForm({
        name: 'Ana',
        phone_1: ONE,
        phone_2: TWO,
        opt_outs: [
          edit(TWO, { text: 'opted_out' }),
          edit(ONE, { voice: 'opted_out', note: 'Told the desk' }),
        ],
      }),
    );
    expect(saved).toMatchObject({
      message: 'Ana is saved. (512) 555-0101 will get no more calls. (512) 555-0102 will get no more texts.',
    });
    expect(await findPhone(ctx, ONE)).toMatchObject({
      type: 'voice',
      history: [{ source: 'contact', note: 'Told the desk', actor: { name: 'Maria Reyes' } }],
    });
    const { rows } = await listOptOuts(ctx, { sort: 'phone.asc', source: 'contact' });
    expect(rows.map(({ phone }) => phone)).toEqual([ONE, TWO]);
  });

  test('opens a channel only with consent, which stands beside its phone when it is missing', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [ONE], channels: BOTH, source: 'manual' });
    const id = await aContact(ctx, { name: 'Ana', phone_1: ONE });
    const form = (opt_outs: unknown) => contactForm({ id: String(id), name: 'Ana', phone_1: ONE, opt_outs });
    const refused = await saveContact(ctx, form([edit(ONE, { voice: 'allowed' }, 1)]));
    expect(refused).toMatchObject({
      ok: false,
      fields: [{ field: `${ONE}.method` }, { field: `${ONE}.day` }, { field: `${ONE}.accepted` }],
    });
    expect((await findPhone(ctx, ONE))?.type).toBe('both');
    expect(await saveContact(ctx, form([edit(ONE, { voice: 'allowed', ...consent }, 1)]))).toMatchObject({
      ok: true,
      message: 'Ana is saved. (512) 555-0101 may get calls again.',
    });
    expect(await findPhone(ctx, ONE)).toMatchObject({
      type: 'text',
      history: [{ action: 'opt_in', source: 'contact', evidence: { method: 'phone' } }, {}],
    });
  });

  test('refused at one phone is refused whole: no name, no phone, no other opt-out is saved', async () => {
    const { ctx, recipient, account } = await newAccount();
    await optOut(recipient, { phones: [TWO], channels: BOTH, source: 'text_reply' });
    const id = await aContact(ctx, { name: 'Ana', phone_1: ONE, phone_2: TWO });
    const refused = await saveContact(
      ctx,
      contactForm({
        id: String(id),
        name: 'Somebody else',
        phone_1: ONE,
        phone_2: TWO,
        new_groups: ['Choir'],
        opt_outs: [edit(ONE, { voice: 'opted_out' }), edit(TWO, { text: 'allowed', ...consent }, 1)],
      }),
    );
    expect(refused).toMatchObject({
      ok: false,
      reason: 'recipient_must_text_unstop',
      fields: [{ field: TWO, message: expect.stringContaining('UNSTOP') as string }],
    });
    expect(await findContact(ctx, id)).toMatchObject({ name: 'Ana', groups: [] });
    expect(await findPhone(ctx, ONE)).toBeNull();
    expect(await findPhone(ctx, TWO)).toMatchObject({ type: 'both', seq: 1 });
    expect((await verify(account.id)).differences).toEqual([]);
  });

  test('a newer closing than was seen refuses it all, beside the phone', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [ONE], channels: BOTH, source: 'manual' });
    await optOut(ctx, { phones: [ONE], channels: BOTH, source: 'api' });
    const form = contactForm({
      name: 'Ana',
      phone_1: ONE,
      opt_outs: [edit(ONE, { voice: 'allowed', ...consent }, 1)],
    });
    expect(await saveContact(ctx, form)).toMatchObject({
      reason: 'newer_opt_out',
      fields: [{ field: ONE }],
    });
    expect((await listContacts(ctx, { sort: 'name.asc' })).total).toBe(0);
  });

  test('what somebody else has brought about meanwhile is no reason to refuse', async () => {
    const { ctx } = await newAccount();
    await optOut(ctx, { phones: [ONE], channels: BOTH, source: 'manual' });
    const form = contactForm({ name: 'Ana', phone_1: ONE, opt_outs: [edit(ONE, { voice: 'opted_out' })] });
    expect(await saveContact(ctx, form)).toMatchObject({ ok: true, message: 'Ana is saved.' });
    expect(await findPhone(ctx, ONE)).toMatchObject({ seq: 1 });
  });

  test('a hand-made request can’t name a phone that is not the contact’s', async () => {
    const { ctx } = await newAccount();
    const form = contactForm({ name: 'Ana', phone_1: ONE, opt_outs: [edit(TWO, { voice: 'opted_out' })] });
    expect(await saveContact(ctx, form)).toMatchObject({ ok: false, reason: 'not_their_phone' });
    expect(await findPhone(ctx, TWO)).toBeNull();
  });

  test('a messenger without the grant may not opt back in here either, and nothing is saved', async () => {
    const { ctx } = await newAccount();
    const sam = await messengerOf(ctx);
    await optOut(ctx, { phones: [ONE], channels: BOTH, source: 'manual' });
    const form = contactForm({
      name: 'Ana',
      phone_1: ONE,
      opt_outs: [edit(ONE, { voice: 'allowed', ...consent }, 1)],
    });
    const may = { ...sam, grants: { ...sam.grants, optIn: false } };
    await expect(saveContact(may, form)).rejects.toThrow(NotAllowed);
    expect((await listContacts(ctx, { sort: 'name.asc' })).total).toBe(0);
    expect((await findPhone(ctx, ONE))?.type).toBe('both');
  });
});
