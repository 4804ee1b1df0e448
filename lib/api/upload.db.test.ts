import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { transaction } from '@/db/client';
import { uploads } from '@/db/schema';
import type { Context } from '@/lib/context';
import { newAccount } from '@/lib/testing/account';
import { cancelUpload } from '@/lib/uploads/cancel-upload';
import { receiveUpload } from '@/lib/uploads/receive-upload';
import { workOnUpload } from '@/lib/uploads/work-on-upload';
import { readUpload } from './upload';

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(path.join(os.tmpdir(), 'opt-out-api-uploads-'));
});

async function staged(ctx: Context, content: string) {
  const form = new FormData();
  form.set('file', new File([content], 'list.csv'));
  const received = await receiveUpload(ctx, new Request('http://localhost/', { method: 'POST', body: form }));
  if (!received.ok) throw new Error(received.message);
  await workOnUpload(ctx.account.id, received.id, ctx.now);
  return received.id;
}

test('the last six counts add up to the phones, also while a file is read and when it was given up', async () => {
  const { ctx } = await newAccount();
  const id = await staged(ctx, 'Phone\n5125550101\n5125550101\n51255501\n');
  const read = async () => {
    const { counts } = await readUpload(ctx, String(id));
    const { new: added, widened, already_opted_out, duplicates, no_request, rejected } = counts;
    expect(added + widened + already_opted_out + duplicates + no_request + rejected).toBe(counts.phones);
    return counts;
  };
  expect(await read()).toMatchObject({ rows: 3, phones: 3, new: 1, duplicates: 1, rejected: 1 });
  const say = (status: 'staging' | 'failed' | 'staged') =>
    transaction(ctx.account.id, (tx) => tx.update(uploads).set({ status }).where(eq(uploads.id, id)));
  for (const status of ['staging', 'failed'] as const) {
    await say(status);
    expect(await read()).toMatchObject({ rows: 3, phones: 1, rejected: 1 });
  }
  await say('staged');
  await cancelUpload(ctx, id);
  expect(await read()).toMatchObject({ rows: 3, phones: 1, rejected: 1 });
});
