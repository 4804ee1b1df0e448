import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { E164, UploadId } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { exportOptOuts, type ExportFormat } from '@/lib/opt-outs/export-opt-outs';
import { optOut } from '@/lib/opt-outs/opt-out';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { beginApplying } from './apply-upload';
import { receiveUpload } from './receive-upload';
import { reviewUpload } from './review-upload';
import { workOnUpload } from './work-on-upload';

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(path.join(os.tmpdir(), 'opt-out-uploads-'));
});

async function exported(ctx: Context, format: ExportFormat): Promise<Uint8Array> {
  const answer = await exportOptOuts(ctx, { sort: 'phone.asc' }, format);
  if (!answer.ok) throw new Error(answer.message);
  return new Uint8Array(await new Response(answer.body).arrayBuffer());
}

async function staged(ctx: Context, file: Uint8Array, name: string): Promise<UploadId> {
  const form = new FormData();
  form.set('file', new File([file as BlobPart], name));
  const received = await receiveUpload(ctx, new Request('http://localhost/', { method: 'POST', body: form }));
  if (!received.ok) throw new Error(received.message);
  await workOnUpload(ctx.account.id, received.id, ctx.now);
  return received.id;
}

test.each(['csv', 'xlsx'] as const)(
  'an export that is uploaded again, with both switches on, changes nothing (%s)',
  async (format) => {
    const { ctx, clock, recipient } = await newAccount();
    const range = (from: number, count: number) => Array.from({ length: count }, (_, n) => phoneOf(from + n));
    const [voice, text] = [true, true];
    await optOut(ctx, {
      phones: range(0, 30),
      channels: { voice, text: false },
      source: 'manual',
      note: 'asked at the desk',
    });
    clock.pass(60_000);
    await optOut(ctx, {
      phones: range(30, 30),
      channels: { voice: false, text },
      source: 'api',
      askedOn: '2024-02-29',
    });
    await optOut(recipient, { phones: range(60, 30), channels: { voice, text }, source: 'text_reply' });
    const abroad = ['+442079460958', '+4930123456', '+33199005678', '+50622234567'] as E164[];
    await optOut(ctx, { phones: abroad, channels: { voice: false, text }, source: 'manual', note: '=1+1' });
    clock.pass(60_000);
    await optOut(ctx, {
      phones: [phoneOf(90)],
      channels: { voice, text },
      source: 'manual',
      note: 'x;=HYPERLINK(1);\n-2',
    });
    clock.pass(60_000);
    const before = await exported(ctx, 'csv');

    const id = await staged(ctx, await exported(ctx, format), `opt-outs.${format}`);
    expect((await reviewUpload(ctx, id)).counts).toMatchObject({
      phones: 95,
      already_opted_out: 95,
      new: 0,
      widened: 0,
      rejected: 0,
    });
    await beginApplying(ctx, id, { voice, text });
    await workOnUpload(ctx.account.id, id, ctx.now);
    expect((await reviewUpload(ctx, id)).status).toBe('applied');
    expect(new TextDecoder().decode(await exported(ctx, 'csv'))).toBe(new TextDecoder().decode(before));
  },
);
