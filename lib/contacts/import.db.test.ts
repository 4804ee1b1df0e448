import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { transaction } from '@/db/client';
import { contactImports } from '@/db/schema';
import type { ImportId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { optOut } from '@/lib/opt-outs/opt-out';
import { verify } from '@/lib/opt-outs/verify';
import { NotAllowed, NotFound } from '@/lib/outcome';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { applyImport } from './apply-import';
import { cancelImport } from './cancel-import';
import { importQueue } from './import-queue';
import { findContact } from './find-contact';
import { listContacts } from './list-contacts';
import { receiveImport } from './receive-import';
import { listImports, reviewImport } from './review-import';
import { stageImport } from './stage-import';
import { aContact, messengerOf } from './test-contacts';

let dataDir = '';
beforeAll(async () => {
  process.env.DATA_DIR = dataDir = await mkdtemp(path.join(os.tmpdir(), 'opt-out-imports-'));
});

async function received(ctx: Context, content: string, name = 'people.csv'): Promise<ImportId> {
  const form = new FormData();
  form.set('file', new File([content], name));
  const taken = await receiveImport(ctx, new Request('http://localhost/', { method: 'POST', body: form }));
  if (!taken.ok) throw new Error(taken.message);
  return taken.id;
}

async function staged(ctx: Context, content: string): Promise<ImportId> {
  const id = await received(ctx, content);
  await stageImport(ctx.account.id, id);
  return id;
}

const applied = async (ctx: Context, content: string) => applyImport(ctx, await staged(ctx, content));
const list = async (ctx: Context) => (await listContacts(ctx, { sort: 'name.asc' })).rows;
const flat = async (ctx: Context) =>
  (await list(ctx)).map(
    ({ name, phones, groups }) =>
      `${name}: ${phones.map(({ shown }) => shown).join(', ')} [${groups.map((it) => it.name).join(', ')}]`,
  );

describe('reading', () => {
  test.each([
    ['First Name,Last Name,Mobile,Groups\nAna,Flores,5125550101,"Choir; Band"\nLuis,Ortega,5125550102,\n'],
    ['Name,Phone,List\nAna Flores,(512) 555-0101,"Band, Choir"\nLuis Ortega,512-555-0102,\n'],
    ['Apellidos;Nombre;Teléfono;Grupo\nFlores;Ana;5125550101;Band|Choir\nOrtega;Luis;5125550102;\n'],
    ['Vorname,Name,Telefon,Gruppen\nAna,Flores,5125550101,Band;Choir\nLuis,Ortega,5125550102,\n'],
    ['5125550101,Ana Flores\n5125550102,Luis Ortega\n'],
  ])('names, phones and groups are found whatever the columns are called: %j', async (content) => {
    const { ctx } = await newAccount();
    expect(await applied(ctx, content)).toMatchObject({ ok: true, new: 2, updated: 0 });
    const groups = content.includes('Choir') ? 'Band, Choir' : '';
    expect(await flat(ctx)).toEqual([
      `Ana Flores: (512) 555-0101 [${groups}]`,
      'Luis Ortega: (512) 555-0102 []',
    ]);
  });

  test('up to three phones are kept in their order; a damaged one costs only itself', async () => {
    const { ctx } = await newAccount();
    const id = await staged(
      ctx,
      'Name,Home Phone,Work Phone,Cell Phone,Other Phone,Notes\n' +
        'Ana,5125550101,5125550102,5125550103,5125550104,Calls at noon\n' +
        'Luis,5.12555E+09,5125550105,,,\n' +
        'Bo,,,,,\n' +
        'Cy,512555,,,,\n' +
        ',5125550106,,,,\n',
    );
    const review = await reviewImport(ctx, id);
    expect(review.counts).toMatchObject({ rows: 5, new: 3, updated: 0, duplicate: 0, rejected: 2 });
    expect(review.samples.filter(({ outcome }) => outcome === 'rejected')).toMatchObject([
      { row: 4, name: 'Bo', problem: 'It holds no phone number.' },
      { row: 5, name: 'Cy', problem: expect.stringContaining('“512555”') as string },
    ]);
    await applyImport(ctx, id);
    expect(await flat(ctx)).toEqual([
      '(512) 555-0106: (512) 555-0106 []',
      'Ana: (512) 555-0101, (512) 555-0102, (512) 555-0103 []',
      'Luis: (512) 555-0105 []',
    ]);
    const ana = (await list(ctx))[1]!;
    expect(await findContact(ctx, ana.id)).toMatchObject({ notes: 'Calls at noon' });
    expect((await reviewImport(ctx, id)).samples.map(({ row }) => row)).toEqual([4, 5]);
  });

  test('a file without phones, without rows, or that is none fails in words; what is none is not kept', async () => {
    const { ctx, account } = await newAccount();
    let none: ImportId | null = null;
    for (const content of ['Name,City\nAna,Austin\n', 'Name,Phone\n', '%PDF-1.7\n%%EOF\n']) {
      const id = (none = await staged(ctx, content));
      expect(await reviewImport(ctx, id)).toMatchObject({
        status: 'failed',
        problem: expect.stringMatching(/\w+/) as string,
      });
    }
    expect(await readdir(path.join(dataDir, 'uploads'))).not.toContain(`contacts-${account.id}-${none}`);
    expect(await reviewImport(ctx, none!)).toMatchObject({ mayReread: false, reading: null });
    expect(await list(ctx)).toEqual([]);
  });
});

describe('applying', () => {
  test('nothing changes before it, and applying twice is once', async () => {
    const { ctx } = await newAccount();
    const id = await staged(ctx, 'Name,Phone\nAna,5125550101\n');
    expect(await list(ctx)).toEqual([]);
    const answers = await Promise.all([1, 2, 3].map(() => applyImport(ctx, id)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await flat(ctx)).toEqual(['Ana: (512) 555-0101 []']);
    expect(await reviewImport(ctx, id)).toMatchObject({ status: 'applied', counts: { new: 1, updated: 0 } });
  });

  test('whom we know by the number is updated: name, further phones, groups and notes are added', async () => {
    const { ctx } = await newAccount();
    const id = await aContact(ctx, {
      name: 'A. Flores',
      phone_1: '5125550101',
      notes: 'Calls at noon',
      new_groups: ['Choir'],
    });
    const file = await staged(
      ctx,
      'Name,Phone,Cell,Group,Notes\nAna Flores,5125550102,5125550101,Band,Speaks Spanish\n',
    );
    expect((await reviewImport(ctx, file)).samples).toMatchObject([
      { outcome: 'updated', known: 'A. Flores', name: 'Ana Flores' },
    ]);
    expect(await applyImport(ctx, file)).toMatchObject({ new: 0, updated: 1 });
    expect(await flat(ctx)).toEqual(['Ana Flores: (512) 555-0101, (512) 555-0102 [Band, Choir]']);
    expect(await findContact(ctx, id)).toMatchObject({ notes: 'Calls at noon\nSpeaks Spanish' });
  });

  test('the same file again makes nobody twice', async () => {
    const { ctx } = await newAccount();
    const content =
      'Name,Phone,Group\nAna,5125550101,Choir\nLuis,5125550101,\nBo,5125550102,Band\n,5125550103,\n';
    expect(await applied(ctx, content)).toMatchObject({ new: 4, updated: 0 });
    const before = await flat(ctx);
    expect(await applied(ctx, content)).toMatchObject({ new: 0, updated: 4 });
    expect(await flat(ctx)).toEqual(before);
  });

  test('a row for each group is one contact in both; two people of a house stay two', async () => {
    const { ctx } = await newAccount();
    const id = await staged(
      ctx,
      'Name,Phone,Cell,Group\nAna,5125550101,,Choir\nana,5125550101,5125550102,Band\nLuis,5125550101,,\n',
    );
    expect((await reviewImport(ctx, id)).counts).toMatchObject({ new: 2, duplicate: 1 });
    await applyImport(ctx, id);
    expect(await flat(ctx)).toEqual([
      'Ana: (512) 555-0101, (512) 555-0102 [Band, Choir]',
      'Luis: (512) 555-0101 []',
    ]);
  });

  test('a number that stands for a name replaces no name, and a contact never has more than three phones', async () => {
    const { ctx } = await newAccount();
    await aContact(ctx, { name: 'Ana', phone_1: '5125550101', phone_2: '5125550102' });
    await applied(ctx, 'Name,Phone,Cell,Work Phone\n,5125550101,5125550103,5125550104\n');
    expect(await flat(ctx)).toEqual(['Ana: (512) 555-0101, (512) 555-0102, (512) 555-0103 []']);
  });

  test('rule 4: it never touches an opt-out, whatever the file says', async () => {
    const { ctx, recipient, account } = await newAccount();
    await optOut(recipient, {
      phones: [phoneOf(1)],
      channels: { voice: true, text: true },
      source: 'text_reply',
    });
    const before = await findPhone(ctx, phoneOf(1));
    await applied(ctx, 'Name,Phone,Opt Out,SMS Consent\nAna,5125550101,No,Yes\nLuis,5125550102,STOP,No\n');
    expect(await findPhone(ctx, phoneOf(1))).toEqual(before);
    expect(await findPhone(ctx, phoneOf(2))).toBeNull();
    expect((await list(ctx))[0]?.phones).toMatchObject([{ voice: true, text: true, lock: 'text_reply' }]);
    expect((await verify(account.id)).differences).toEqual([]);
  });
});

describe('whose', () => {
  test('a messenger’s import makes contacts of theirs, and does not see whom others know by the number', async () => {
    const { ctx } = await newAccount();
    const sam = await messengerOf(ctx);
    await aContact(ctx, { name: 'Ana', phone_1: '5125550101' });
    expect(await applied(sam, 'Name,Phone\nAna F.,5125550101\n')).toMatchObject({ new: 1, updated: 0 });
    expect((await list(sam)).map(({ name, owner }) => [name, owner])).toEqual([['Ana F.', 'Sam Okafor']]);
    expect((await list(ctx)).map(({ name }) => name)).toEqual(['Ana', 'Ana F.']);
  });

  test('neither another account nor another messenger sees, applies or cancels it', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const id = await staged(a.ctx, 'Name,Phone\nAna,5125550101\n');
    for (const ctx of [b.ctx, await messengerOf(a.ctx)]) {
      await expect(reviewImport(ctx, id)).rejects.toThrow(NotFound);
      await expect(applyImport(ctx, id)).rejects.toThrow(NotFound);
      await expect(cancelImport(ctx, id)).rejects.toThrow(NotFound);
      expect(await listImports(ctx)).toEqual([]);
    }
    expect(await reviewImport(a.ctx, id)).toMatchObject({ status: 'staged' });
  });

  test('recipients may not', async () => {
    const { recipient } = await newAccount();
    await expect(received(recipient, 'x')).rejects.toThrow(NotAllowed);
  });
});

test('a cancelled import leaves nothing, and is not read any more', async () => {
  const { ctx, account } = await newAccount();
  const id = await received(ctx, 'Name,Phone\nAna,5125550101\n');
  expect(await cancelImport(ctx, id)).toMatchObject({ ok: true });
  await stageImport(account.id, id);
  expect(await applyImport(ctx, id)).toMatchObject({ ok: false, reason: 'not_staged' });
  expect(await cancelImport(ctx, id)).toMatchObject({ ok: false, reason: 'too_late' });
  expect(await reviewImport(ctx, id)).toMatchObject({ status: 'cancelled', samples: [] });
  expect(await list(ctx)).toEqual([]);
});

test('what a worker that failed left is read anew by the next one', async () => {
  const { ctx } = await newAccount();
  const id = await received(ctx, 'Name,Phone\nAna,5125550101\n');
  let tries = 0;
  const stop = importQueue.start(async (account, which) => {
    if (which !== id) return;
    if (++tries === 1) throw new Error('died');
    await stageImport(account, which);
  });
  await vi.waitFor(async () => expect((await reviewImport(ctx, id)).status).toBe('staged'), {
    timeout: 10_000,
  });
  await stop();
});

test('reading that is broken off three times is given up, and so is a file that the disk has lost; both say so', async () => {
  const { ctx, account } = await newAccount();
  const hopeless = await received(ctx, 'Name,Phone\nAna,5125550101\n');
  await transaction(account.id, (tx) => tx.update(contactImports).set({ attempts: 3 }));
  await stageImport(account.id, hopeless);
  const problem = (words: string) => ({
    status: 'failed',
    problem: expect.stringContaining(words) as string,
  });
  expect(await reviewImport(ctx, hopeless)).toMatchObject(problem('broken off three times'));
  const lost = await received(ctx, 'Name,Phone\nAna,5125550101\n');
  await rm(path.join(dataDir, 'uploads', `contacts-${account.id}-${lost}`));
  await stageImport(account.id, lost);
  expect(await reviewImport(ctx, lost)).toMatchObject(problem('not here any more'));
});
