import { mkdtemp, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotAllowed, NotFound } from '@/lib/outcome';
import { newAccount } from '@/lib/testing/account';
import { applyImport } from './apply-import';
import { cancelImport } from './cancel-import';
import { findContact } from './find-contact';
import { RereadImport } from './input';
import { listContacts } from './list-contacts';
import { receiveImport } from './receive-import';
import { readRejectedCsv } from './rejected-rows';
import { rereadImport } from './reread-import';
import { reviewImport } from './review-import';
import { stageImport } from './stage-import';
import { messengerOf } from './test-contacts';

let dataDir = '';
beforeAll(async () => {
  process.env.DATA_DIR = dataDir = await mkdtemp(path.join(os.tmpdir(), 'opt-out-reread-imports-'));
});

async function staged(ctx: Context, content: string | Uint8Array<ArrayBuffer>): Promise<ImportId> {
  const form = new FormData();
  form.set('file', new File([content], 'people.csv'));
  const taken = await receiveImport(ctx, new Request('http://localhost/', { method: 'POST', body: form }));
  if (!taken.ok) throw new Error(taken.message);
  await stageImport(ctx.account.id, taken.id);
  return taken.id;
}

/** As the form sends it, and a worker then does it. */
async function reread(ctx: Context, id: ImportId, chosen: object) {
  const form = RereadImport.parse({ id: String(id), chosen: JSON.stringify(chosen) });
  const begun = await rereadImport(ctx, form.id, form.chosen);
  await stageImport(ctx.account.id, id);
  return begun;
}

const rolesOf = async (ctx: Context, id: ImportId) =>
  (await reviewImport(ctx, id)).reading?.columns.map(({ role }) => role);
const samplesOf = async (ctx: Context, id: ImportId) =>
  (await reviewImport(ctx, id)).samples.map(({ name, phones, groups }) => [name, ...phones, ...groups]);
const filesOf = async ({ account }: Context) =>
  (await readdir(path.join(dataDir, 'uploads'))).filter((name) => name.includes(`-${account.id}-`));
const rejectedOf = async (ctx: Context, id: ImportId) =>
  (await new Response((await readRejectedCsv(ctx, id)).body).text()).replace('\ufeff', '');

const TWO_NAMES = 'Name,Nick,Phone,Office,Team\nAna Flores,Annie,5125550101,5125550102,Choir\n';

describe('a file of contacts is read again the way somebody says, without another upload', () => {
  test('which columns hold the name, the phones, the groups', async () => {
    const { ctx } = await newAccount();
    const id = await staged(ctx, TWO_NAMES);
    expect(await reviewImport(ctx, id)).toMatchObject({ mayReread: true, reading: { headerRow: 1 } });
    expect(await rolesOf(ctx, id)).toEqual(['name', 'other', 'phone', 'phone', 'other']);
    const roles = { 0: 'other', 1: 'name', 2: 'other', 3: 'phone', 4: 'group' };
    expect(await reread(ctx, id, { roles })).toMatchObject({ ok: true, fileName: 'people.csv' });
    expect(await rolesOf(ctx, id)).toEqual(['other', 'name', 'other', 'phone', 'group']);
    expect((await reviewImport(ctx, id)).detected).toEqual([
      'Text in UTF-8, commas between columns',
      'header in row 1',
      'names in “Nick”',
      'phones in “Office”',
      'groups in “Team”',
    ]);
    expect(await samplesOf(ctx, id)).toEqual([['Annie', '(512) 555-0102', 'Choir']]);
    expect(await applyImport(ctx, id)).toMatchObject({ ok: true, new: 1 });
  });

  test('a first and a last name, and notes in several columns', async () => {
    const { ctx } = await newAccount();
    const id = await staged(ctx, 'A,B,C,D,E\nFlores,Ana,5125550101,Calls at noon,Speaks Spanish\n');
    const roles = { 0: 'last_name', 1: 'first_name', 2: 'phone', 3: 'note', 4: 'note' };
    await reread(ctx, id, { headerRow: 1, roles });
    await applyImport(ctx, id);
    const [ana] = (await listContacts(ctx, { sort: 'name.asc' })).rows;
    expect(await findContact(ctx, ana!.id)).toMatchObject({
      name: 'Ana Flores',
      notes: 'Calls at noon\nSpeaks Spanish',
    });
  });

  test('the row of the names, the separator and the encoding', async () => {
    const { ctx } = await newAccount();
    const id = await staged(
      ctx,
      new Uint8Array(Buffer.from('Name;Phone\nJos\u00e9;5125550101\nAna;5125550102\n', 'latin1')),
    );
    await reread(ctx, id, { headerRow: null, delimiter: ';' });
    expect((await reviewImport(ctx, id)).counts).toMatchObject({ rows: 3 });
    await reread(ctx, id, { headerRow: 1, encoding: 'windows-1252' });
    expect((await reviewImport(ctx, id)).counts).toMatchObject({ rows: 2, new: 2 });
    await reread(ctx, id, { delimiter: ',', encoding: 'utf-8' });
    expect(await reviewImport(ctx, id)).toMatchObject({ reading: { delimiter: ',', encoding: 'utf-8' } });
    await reread(ctx, id, {});
    expect(await samplesOf(ctx, id)).toEqual([
      ['José', '(512) 555-0101'],
      ['Ana', '(512) 555-0102'],
    ]);
  });

  test('a file in which no phone was found is told where they are', async () => {
    const { ctx } = await newAccount();
    const id = await staged(
      ctx,
      'Name,Zip\nAna,78701\nLuis,5125550101\nBo,78702\nCy,78703\nDi,78704\nEd,78705\n',
    );
    expect(await reviewImport(ctx, id)).toMatchObject({ status: 'failed', mayReread: true });
    await reread(ctx, id, { roles: { 0: 'name', 1: 'phone' } });
    expect(await reviewImport(ctx, id)).toMatchObject({
      status: 'staged',
      problem: null,
      counts: { new: 1, rejected: 5 },
    });
  });

  test('what the file does not have is said, and can be put right', async () => {
    const { ctx } = await newAccount();
    const id = await staged(ctx, TWO_NAMES);
    await reread(ctx, id, { headerRow: 40 });
    expect(await reviewImport(ctx, id)).toMatchObject({
      status: 'failed',
      mayReread: true,
      problem: expect.stringContaining('Row 40') as string,
      reading: { headerRow: 1 },
    });
    await reread(ctx, id, {});
    expect(await reviewImport(ctx, id)).toMatchObject({ status: 'staged', counts: { new: 1 } });
  });

  test('until it is applied or cancelled; the file goes then', async () => {
    const { ctx } = await newAccount();
    const [applied, cancelled] = [await staged(ctx, TWO_NAMES), await staged(ctx, TWO_NAMES)];
    expect(await filesOf(ctx)).toHaveLength(2);
    await applyImport(ctx, applied);
    await cancelImport(ctx, cancelled);
    expect(await filesOf(ctx)).toEqual([]);
    for (const id of [applied, cancelled]) {
      expect(await reread(ctx, id, {})).toMatchObject({ ok: false, reason: 'file_gone' });
      expect(await reviewImport(ctx, id)).toMatchObject({ mayReread: false });
    }
    expect((await listContacts(ctx, { sort: 'name.asc' })).count).toBe(1);
  });

  test('only by whom it is to see, and only with what a contact has', async () => {
    const [{ ctx, recipient }, stranger] = [await newAccount(), await newAccount()];
    const id = await staged(ctx, TWO_NAMES);
    for (const other of [stranger.ctx, await messengerOf(ctx)]) {
      await expect(rereadImport(other, id, {})).rejects.toThrow(NotFound);
      await expect(readRejectedCsv(other, id)).rejects.toThrow(NotFound);
    }
    await expect(rereadImport(recipient, id, {})).rejects.toThrow(NotAllowed);
    await expect(readRejectedCsv(recipient, id)).rejects.toThrow(NotAllowed);
    for (const chosen of ['{', '{"roles":{"0":"no_calls"}}', '{"roles":{"x":"name"}}'])
      expect(RereadImport.safeParse({ id: String(id), chosen }).success).toBe(false);
  });
});

describe('the rejected rows', () => {
  const DAMAGED =
    'First,Last,Mobile,Home Phone,List,Notes,Address\n' +
    'Ana,Flores,5.12555E+09,none yet 12,"Choir; Band","Calls, at noon",1 Main St\n' +
    'Luis,Ortega,5125550102,5125550105,Band,,\n' +
    'Bo,=cmd,,,Choir,,\n';

  test('are a file with what was written and why', async () => {
    const { ctx } = await newAccount();
    const id = await staged(ctx, DAMAGED);
    const [head, ana, bo, ...rest] = (await rejectedOf(ctx, id)).split('\r\n');
    expect(head).toBe('Row,Name,Phone Number,Groups,Notes,Reason');
    expect(ana).toContain('2,Ana Flores,5.12555E+09 / none yet 12,Choir; Band,"Calls, at noon",');
    expect(bo).toBe('4,Bo =cmd,,Choir,,It holds no phone number.');
    expect(rest).toEqual(['']);
    await applyImport(ctx, id);
    expect((await rejectedOf(ctx, id)).split('\r\n')[1]).toBe(ana);
  });

  test('mended and imported again become the contacts that they were meant to be', async () => {
    const { ctx } = await newAccount();
    const csv = await rejectedOf(ctx, await staged(ctx, DAMAGED));
    const mended = csv
      .replace('5.12555E+09 / none yet 12', '512-555-0101 / 512-555-0103')
      .replace('Bo =cmd,,', 'Bo,5125550104,');
    const id = await staged(ctx, mended);
    expect(await rolesOf(ctx, id)).toEqual(['other', 'name', 'phone', 'group', 'note', 'other']);
    expect(await samplesOf(ctx, id)).toEqual([
      ['Ana Flores', '(512) 555-0101', '(512) 555-0103', 'Choir', 'Band'],
      ['Bo', '(512) 555-0104', 'Choir'],
    ]);
  });
});
