import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create-api-key';
import { findApiKey } from '@/lib/api-keys/find-api-key';
import { findPhone } from '@/lib/opt-outs/find-phone';
import { newAccount, phoneOf } from '@/lib/testing/account';
import { beginApplying } from './apply-upload';
import { receiveUpload, takeFile, type ArrivedFile } from './receive-upload';
import { requireUpload } from './require-upload';
import { workOnUpload } from './work-on-upload';

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(path.join(os.tmpdir(), 'opt-out-receive-'));
});

function upload(content: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  form.set('file', new File([content], 'list.csv'));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return new Request('http://localhost/', { method: 'POST', body: form });
}

test('what is said of the sheet and the phone columns is kept with the upload, also behind the file', async () => {
  const { ctx } = await newAccount();
  const fields = { sheet: 'DNC', phone_columns: 'Phone, C', other: 'x' };
  const received = await receiveUpload(ctx, upload('Phone\n5125550101\n', fields));
  if (!received.ok) throw new Error(received.message);
  expect((await requireUpload(ctx, received.id)).chosen).toEqual({ sheet: 'DNC', phoneColumns: 'Phone, C' });
});

test('an upload that a key sent closes in the name of the key, with the role of its user', async () => {
  const { account, user, clock } = await newAccount();
  const made = await createApiKey(user, { name: 'Dialer', scopes: ['write'] }, clock.now());
  const { ctx } = (await findApiKey(made.text, clock.now))!;
  const received = await receiveUpload(ctx, upload('Phone\n5125550101\n'));
  if (!received.ok) throw new Error(received.message);
  expect(await requireUpload(ctx, received.id)).toMatchObject({ userId: null, apiKeyId: made.apiKey.id });
  await workOnUpload(account.id, received.id, clock.now);
  await beginApplying(ctx, received.id, { voice: true, text: true });
  await workOnUpload(account.id, received.id, clock.now);
  const [event] = (await findPhone(ctx, phoneOf(1)))?.history ?? [];
  expect(event?.actor).toEqual({ kind: 'api_key', name: 'Dialer', role: 'master' });
});

test('the same file and fields have one fingerprint; another file, name or field has another', async () => {
  const { ctx } = await newAccount();
  const fingerprint = (request: Request) =>
    takeFile(ctx, request, async (taken) => (taken as ArrivedFile).fingerprint);
  const first = await fingerprint(upload('Phone\n5125550101\n'));
  expect(await fingerprint(upload('Phone\n5125550101\n'))).toBe(first);
  expect(await fingerprint(upload('Phone\n5125550102\n'))).not.toBe(first);
  expect(await fingerprint(upload('Phone\n5125550101\n', { sheet: 'DNC' }))).not.toBe(first);
});
