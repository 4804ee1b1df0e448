import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readUpload, Upload } from './upload';
import type { Context } from '@/lib/context';
import { workbook } from '@/lib/files/test-files';
import { newAccount } from '@/lib/testing/account';
import { receiveUpload } from '@/lib/uploads/receive-upload';
import { reviewUpload } from '@/lib/uploads/review-upload';
import { workOnUpload } from '@/lib/uploads/work-on-upload';

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(path.join(os.tmpdir(), 'opt-out-overlooked-'));
});

async function staged(ctx: Context, content: BlobPart, name: string) {
  const form = new FormData();
  form.set('file', new File([content], name));
  const received = await receiveUpload(ctx, new Request('http://localhost/', { method: 'POST', body: form }));
  if (!received.ok) throw new Error(received.message);
  await workOnUpload(ctx.account.id, received.id, ctx.now);
  return received.id;
}

test('phones that are not read are told of, on the screen and to programs, of rows with a phone too', async () => {
  const { ctx } = await newAccount();
  const lines = ['Name,Phone,Alternate,Remarks', 'Ann,5125550142,none,', 'Bob,5125550143,n/a,'];
  const more = Array.from({ length: 6 }, (_, n) => `Cy,512555015${n},none,called`);
  const last = ['Eva,5125550144,5125550145,', 'Luis,5125550146,none,or (512) 555-0147'];
  const id = await staged(ctx, [...lines, ...more, ...last].join('\n'), 'list.csv');
  const missed = [
    { column: 'Alternate', rows: 1 },
    { column: 'Remarks', rows: 1 },
  ];
  expect((await reviewUpload(ctx, id)).missed).toEqual(missed);
  const answer = await readUpload(ctx, String(id));
  expect(answer.missed).toEqual(missed);
  expect(Upload.parse(answer)).toEqual(answer);
});

test('rows that a filter hides are counted: those with a phone', async () => {
  const { ctx } = await newAccount();
  const row = (n: number, hidden = false, cell = `<v>512555014${n}</v>`) =>
    `<row r="${n}"${hidden ? ' hidden="1"' : ''}><c r="A${n}">${cell}</c></row>`;
  const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>Phone</t></is></c></row>';
  const sheet = header + row(2) + row(3, true) + row(4, true) + row(5, true, '<v></v>');
  const id = await staged(ctx, new Uint8Array(workbook({ sheet })), 'list.xlsx');
  expect(await reviewUpload(ctx, id)).toMatchObject({ hiddenRows: 2, counts: { phones: 3 } });
});
