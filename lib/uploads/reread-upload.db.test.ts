import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { NotFound } from '@/lib/outcome';
import { newAccount } from '@/lib/testing/account';
import { beginApplying } from './apply-upload';
import { readRowsCsv } from './each-staged';
import { receiveUpload } from './receive-upload';
import { rereadUpload } from './reread-upload';
import { reviewUpload } from './review-upload';
import { workOnUpload } from './work-on-upload';

const BOTH = { voice: true, text: true };

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(path.join(os.tmpdir(), 'opt-out-reread-'));
});

async function staged(ctx: Context, content: string, fields: Record<string, string> = {}): Promise<UploadId> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new File([content], 'list.csv'));
  const received = await receiveUpload(ctx, new Request('http://localhost/', { method: 'POST', body: form }));
  if (!received.ok) throw new Error(received.message);
  await workOnUpload(ctx.account.id, received.id, ctx.now);
  return received.id;
}

const phonesOf = async (ctx: Context, id: UploadId) =>
  (await new Response((await readRowsCsv(ctx, id)).body).text())
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[3]);

const TWO_PHONES = 'Home,Other,Zip\n5125550101,5125550102,78701\n5125550103,5125550104,78702\n';

test('a file is read again the way somebody says, without another upload', async () => {
  const { ctx } = await newAccount();
  const id = await staged(ctx, TWO_PHONES);
  const before = await reviewUpload(ctx, id);
  expect(before).toMatchObject({ mayReread: true, reading: { kind: 'csv', headerRow: 1 } });
  const roles = { '0': 'other', '1': 'phone', '2': 'note' } as const;
  expect(await rereadUpload(ctx, id, { roles })).toMatchObject({ ok: true });
  await workOnUpload(ctx.account.id, id, ctx.now);
  const after = await reviewUpload(ctx, id);
  expect(after.status).toBe('staged');
  expect(after.reading?.columns.map(({ role }) => role)).toEqual(['other', 'phone', 'note']);
  expect(await phonesOf(ctx, id)).toEqual(['+15125550102', '+15125550104']);
  expect(after.counts).toMatchObject({ rows: 2, phones: 2, new: 2 });
});

test('a file in which no phone was found can be told where they are', async () => {
  const { ctx } = await newAccount();
  const id = await staged(ctx, 'a,b\nx,12\ny,5125550101 ext 7\nz,\nq,\nw,\nv,\n');
  if ((await reviewUpload(ctx, id)).status === 'failed') {
    expect(await rereadUpload(ctx, id, { phoneColumns: 'b' })).toMatchObject({ ok: true });
    await workOnUpload(ctx.account.id, id, ctx.now);
  }
  expect(await phonesOf(ctx, id)).toContain('+15125550101');
});

test.each(['Other', 'other', 'B', '2'])('a program names the phone column: %s', async (phone_columns) => {
  const { ctx } = await newAccount();
  const id = await staged(ctx, TWO_PHONES, { phone_columns });
  expect(await phonesOf(ctx, id)).toEqual(['+15125550102', '+15125550104']);
});

test.each([
  [{ phone_columns: 'Mobile' }, /no column “Mobile”/],
  [{ phone_columns: '9' }, /no column “9”/],
])('what the file does not have is said, and nothing is guessed: %o', async (fields, words) => {
  const { ctx } = await newAccount();
  const review = await reviewUpload(ctx, await staged(ctx, TWO_PHONES, fields));
  expect(review).toMatchObject({ status: 'failed', mayReread: true });
  expect(review.problem).toMatch(words);
});

test('the row of the names can be settled: none, so that the first row counts too', async () => {
  const { ctx } = await newAccount();
  const id = await staged(ctx, TWO_PHONES);
  await rereadUpload(ctx, id, { headerRow: null });
  await workOnUpload(ctx.account.id, id, ctx.now);
  expect((await reviewUpload(ctx, id)).counts.rows).toBe(3);
});

test('what is applied cannot be read again, and another account’s is not there', async () => {
  const { ctx } = await newAccount();
  const stranger = await newAccount();
  const id = await staged(ctx, TWO_PHONES);
  await expect(rereadUpload(stranger.ctx, id, {})).rejects.toThrow(NotFound);
  await beginApplying(ctx, id, BOTH);
  expect(await rereadUpload(ctx, id, {})).toMatchObject({ ok: false, reason: 'not_staged' });
  await workOnUpload(ctx.account.id, id, ctx.now);
  expect(await rereadUpload(ctx, id, {})).toMatchObject({ ok: false, reason: 'file_gone' });
  expect((await reviewUpload(ctx, id)).mayReread).toBe(false);
});

test('a row without a phone in the columns that are read, but with one elsewhere, is told of', async () => {
  const { ctx } = await newAccount();
  const rows = Array.from({ length: 8 }, (_, n) => `Ana,51255501${10 + n},called twice`);
  const id = await staged(
    ctx,
    ['Name,Phone,Remarks', ...rows, 'Luis,,call (512) 555-0199 no', 'Wei,,(512) 555-0198'].join('\n'),
  );
  expect((await reviewUpload(ctx, id)).missed).toEqual([{ column: 'Remarks', rows: 2 }]);
});
