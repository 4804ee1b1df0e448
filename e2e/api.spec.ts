import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { expect, test } from '@playwright/test';
import type { ApiScope, E164 } from '@/db/vocabulary';
import { createAccount } from '@/lib/accounts/create-account';
import { NewAccount } from '@/lib/accounts/input';
import { createApiKey } from '@/lib/api-keys/create-api-key';
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key';
import { Broadcast, QueuedBroadcast } from '@/lib/api/broadcast';
import { OptedIn } from '@/lib/api/opt-in';
import { OptOut, OptOutList, OptOutWithHistory } from '@/lib/api/opt-out';
import { Problem } from '@/lib/api/problem';
import { RecipientList } from '@/lib/api/recipient';
import { ScreenedLine, Screening } from '@/lib/api/screening';
import { BegunUpload, Upload } from '@/lib/api/upload';
import { optOut } from '@/lib/opt-outs/opt-out';
import { newAccount, signIn } from './people';
import { generateClient, settled, type Answered, type Client } from './api-client';

const phone = '+15125550142' as E164;
const BOTH = ['voice', 'text'];
let clientWith: (key: string) => Client;
let url: string;

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? '';
  clientWith = await generateClient(url);
});

/** An account of a test's own with a key, the client that uses it, and plain requests with it. */
async function newCaller(scopes: ApiScope[] = ['read', 'write']) {
  const master = { name: 'Maria Reyes', email: `${randomUUID()}@example.com`, password: 'correct horse' };
  const created = await createAccount(NewAccount.parse({ name: 'Riverside School', master }), new Date());
  if (!created.ok) throw new Error(created.message);
  const { account, user } = created;
  const { text, apiKey } = await createApiKey(user, { name: 'Dialer', scopes }, new Date());
  const ask = (path: string, init: RequestInit & { duplex?: 'half' } = {}) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${text}`, ...(init.headers as Record<string, string>) },
    });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const handsetStops = () =>
    optOut(
      {
        account,
        actor: { kind: 'recipient', id: null, name: 'Recipient', role: null },
        grants: { export: false, optIn: false, upload: false, all: false },
        now: () => new Date(),
      },
      { phones: [phone], channels: { voice: true, text: true }, source: 'text_reply' },
    );
  return { account, user, text, apiKey, client: clientWith(text), ask, post, handsetStops };
}

async function expectProblem(answer: Response | Answered, status: number, type?: RegExp) {
  expect(answer.status, answer.url).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const body = 'error' in answer && answer.error ? answer.error : await answer.json();
  const problem = Problem.parse(body);
  expect(problem.status).toBe(status);
  if (type) expect(problem.type).toMatch(type);
  expect(JSON.stringify(problem)).not.toMatch(/at .*\.(js|ts):\d|node_modules|<html/);
  return problem;
}

const consent = () => ({
  method: 'phone',
  given_at: new Date().toISOString(),
  accepted: true,
  attested_by: 'Sam Okafor',
  reference: 'Ticket 7',
});

test('a generated client drives opt-outs, opt-ins, corrections and screenings', async () => {
  const { client, handsetStops } = await newCaller();
  const added = await client.addOptOut!({
    phone: '(512) 555-0142',
    channels: BOTH,
    note: 'Asked twice',
    occurred_at: '2026-01-02T03:04:05Z',
  });
  expect(added.status).toBe(201);
  expect(OptOut.parse(added.data)).toMatchObject({
    phone,
    type: 'both',
    voice: { source: 'api' },
    text: { source: 'api', locked: false },
    added_by: { kind: 'api_key', name: 'Dialer' },
  });
  expect((await client.addOptOut!({ phone, channels: ['voice'] })).status).toBe(200);

  const found = OptOutWithHistory.parse((await client.findOptOut!(phone)).data);
  expect(found.history).toHaveLength(2);
  expect(found.history[1]).toMatchObject({
    id: '15125550142-1',
    action: 'opt_out',
    channels: BOTH,
    occurred_at: '2026-01-02T03:04:05.000Z',
    evidence: { note: 'Asked twice' },
  });

  const screened = Screening.parse(
    (await client.screen!({ channel: 'voice', phones: [phone, '5125550143', 'x'] })).data,
  );
  expect(screened).toMatchObject({
    counts: { allowed: 1, suppressed: 1, invalid: 1 },
    allowed: ['+15125550143'],
    suppressed: [{ phone, source: 'api', reason: 'opted_out' }],
    invalid: [{ input: 'x' }],
  });

  const voiceBack = await client.optIn!({ phone, channels: ['voice'], consent: consent() });
  expect(OptedIn.parse(voiceBack.data)).toMatchObject({ type: 'text', voice: null });
  expect((await client.optIn!({ phone, channels: BOTH, consent: consent() })).data).toEqual({
    phone,
    type: null,
  });
  const open = OptOutWithHistory.parse((await client.findOptOut!(phone)).data);
  expect(open).toMatchObject({ type: null, voice: null, text: null, added_at: null, added_by: null });
  expect(open.history[0]?.evidence).toMatchObject({ attested_by: 'Sam Okafor', reference: 'Ticket 7' });

  const mistake = { phone, channels: BOTH, reason: 'A typo', accepted: true };
  await expectProblem(await settled(client.correct!(mistake)), 409, /not-opted-out$/);
  await handsetStops();
  await expectProblem(await settled(client.correct!(mistake)), 409);
  const locked = await settled(client.optIn!({ phone, channels: BOTH, consent: consent() }));
  await expectProblem(locked, 409, /\/handset-locked$/);
  expect(OptOut.parse((await client.findOptOut!(phone)).data)).toMatchObject({
    type: 'both',
    text: { locked: true },
    added_by: { kind: 'recipient' },
  });
});

test('the list filters like the screen and is walked by its cursor, each opt-out once', async () => {
  const { account, user, client, ask } = await newCaller();
  const ctx = {
    account,
    actor: { kind: 'user' as const, id: user.id, name: user.name, role: user.role },
    grants: { export: true, optIn: true, upload: true, all: true },
    now: () => new Date(),
  };
  const phones = Array.from({ length: 60 }, (_, i) => `+151255501${String(i).padStart(2, '0')}` as E164);
  await optOut(ctx, { phones, channels: { voice: true, text: false }, source: 'manual' });
  await client.addOptOut!({ phone: '+15125550199', channels: ['text'] });
  for (const sort of ['added_at', 'phone', 'phone.asc']) {
    const seen: string[] = [];
    for (let cursor: string | null = null, pages = 0; pages === 0 || cursor; pages++) {
      const query = { sort, limit: 25, ...(cursor && { cursor }) };
      const page = OptOutList.parse((await client.listOptOuts!(query)).data);
      seen.push(...page.data.map((row) => row.phone));
      cursor = page.next_cursor;
    }
    expect(new Set(seen).size, sort).toBe(61);
    expect(seen).toHaveLength(61);
    if (sort !== 'added_at')
      expect(seen).toEqual(
        [...seen].sort((a, b) => (sort === 'phone' ? b.localeCompare(a) : a.localeCompare(b))),
      );
  }
  const ofApi = OptOutList.parse((await client.listOptOuts!({ source: 'api', type: 'text' })).data);
  expect(ofApi).toMatchObject({ data: [{ phone: '+15125550199', type: 'text' }], next_cursor: null });
  for (const wrong of [
    'type=pager',
    'limit=0',
    'limit=1001',
    'limit=x',
    'sort=name',
    'sort=phone.asc&order=desc',
    'cursor=abc',
    'added_from=soon',
  ]) {
    const problem = await expectProblem(await ask(`/api/v1/opt-outs?${wrong}`), 422);
    expect(problem.errors?.[0]?.path, wrong).toBe(wrong.split('=')[0]);
  }
});

test('a generated client drives an upload from its file to its rows, and the export', async () => {
  const { client } = await newCaller();
  const file = new File(['Phone\n5125550101\n5125550102\n512555\n'], 'list.csv', { type: 'text/csv' });
  const sent = await client.sendUpload!({ file });
  expect(sent.status).toBe(202);
  const { id } = BegunUpload.parse(sent.data);
  const until = async (status: string) => {
    await expect
      .poll(async () => Upload.parse((await client.findUpload!(id)).data).status, { timeout: 20_000 })
      .toBe(status);
  };
  await until('staged');
  expect(Upload.parse((await client.findUpload!(id)).data).counts).toMatchObject({
    rows: 3,
    new: 2,
    rejected: 1,
  });
  await expectProblem(await settled(client.undoUpload!(id, { reason: 'Wrong file' })), 409);
  expect((await client.applyUpload!(id, { channels: ['text'] })).data).toEqual({ id, status: 'applying' });
  await until('applied');
  await expectProblem(await settled(client.applyUpload!(id, { channels: ['text'] })), 409);
  await expectProblem(await settled(client.cancelUpload!(id)), 409);
  expect(await (await client.downloadRows!(id)).text()).toContain('+15125550101');
  expect(await (await client.downloadRejected!(id)).text()).toContain('512555');
  const found = OptOutWithHistory.parse((await client.findOptOut!('+15125550101')).data);
  expect(found).toMatchObject({ type: 'text', added_by: { kind: 'api_key', name: 'Dialer' } });
  const corrected = await client.correct!({
    phone: '512 555 0102',
    channels: ['voice', 'text'],
    reason: 'A typo',
    accepted: true,
  });
  expect(corrected.status).toBe(200);
  expect(corrected.data).toMatchObject({ phone: '+15125550102', type: null });
  expect(await (await client.exportOptOuts!({ format: 'csv' })).text()).toContain('(512) 555-0101');

  const other = BegunUpload.parse((await client.sendUpload!({ file })).data);
  expect((await client.cancelUpload!(other.id)).status).toBe(204);
  await until('applied');
  expect((await client.undoUpload!(id, { reason: 'Wrong file' })).data).toEqual({ id, status: 'undoing' });
  await until('undone');
  const allowed = OptOutWithHistory.parse((await client.findOptOut!('+15125550101')).data);
  expect(allowed).toMatchObject({ type: null, history: [{ action: 'correction' }, { action: 'opt_out' }] });
  await expectProblem(await settled(client.undoUpload!(id, { reason: 'Wrong file' })), 409);
});

test('a generated client sends a broadcast to whoever may be messaged, follows it, and ends it', async () => {
  const { client, post, ask } = await newCaller();
  await client.addOptOut!({ phone, channels: BOTH });
  const later = {
    channel: 'text',
    message: 'School is closed today.',
    phones: [phone, '(512) 555-0143', '+15125550143', '512.555.0144', 'no phone'],
    schedule_at: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const sent = await client.sendBroadcast!(later);
  expect(sent.status).toBe(202);
  const { id, status, counts } = QueuedBroadcast.parse(sent.data);
  expect(status).toBe('scheduled');
  expect(counts).toEqual({ recipients: 4, queued: 2, suppressed: 1, held: 0, invalid: 1 });

  const first = RecipientList.parse((await client.listRecipients!(id, { limit: 2 })).data);
  expect(first.data).toMatchObject([
    { phone, status: 'suppressed', reason: 'opted_out', source: 'api' },
    { phone: '+15125550143', status: 'queued' },
  ]);
  const rest = await client.listRecipients!(id, { cursor: first.next_cursor });
  expect(rest.data).toEqual({ data: [{ phone: '+15125550144', status: 'queued' }], next_cursor: null });
  const suppressed = await client.listRecipients!(id, { status: 'suppressed' });
  expect(RecipientList.parse(suppressed.data).data).toHaveLength(1);
  await expectProblem(await settled(client.listRecipients!(id, { status: 'lost' })), 422);

  const cancelled = Broadcast.parse((await client.cancelBroadcast!(id)).data);
  expect(cancelled).toMatchObject({
    status: 'cancelled',
    counts: { cancelled: 2, queued: 0, suppressed: 1 },
  });
  expect((await client.findBroadcast!(id)).data).toEqual(cancelled);
  await expectProblem(await settled(client.cancelBroadcast!(id)), 409);

  const headers = { 'idempotency-key': 'closed-today' };
  const [one, two] = await Promise.all([1, 2].map(() => post('/api/v1/broadcasts', later, headers)));
  expect(await two!.json()).toEqual(await one!.json());
  for (const [wrong, path] of [
    [{ channel: 'fax' }, 'channel'],
    [{ message: ' ' }, 'message'],
    [{ message: 'x'.repeat(1_601) }, 'message'],
    [{ phones: [] }, 'phones'],
    [{ phones: ['no phone'] }, 'phones'],
    [{ schedule_at: '2020-01-01T00:00:00Z' }, 'schedule_at'],
    [{ schedule_at: 'tomorrow' }, 'schedule_at'],
  ] as const) {
    const refused = await expectProblem(await post('/api/v1/broadcasts', { ...later, ...wrong }), 422);
    expect(refused.errors, JSON.stringify(wrong).slice(0, 80)).toMatchObject([{ path }]);
  }
  await expectProblem(await ask('/api/v1/broadcasts/none'), 404);
});

test('100,000 phones go into one broadcast', async () => {
  const { client } = await newCaller();
  const phones = Array.from({ length: 100_000 }, (_, i) => `+1512${2_000_000 + i}`);
  const schedule_at = new Date(Date.now() + 3_600_000).toISOString();
  const sent = await client.sendBroadcast!({ channel: 'voice', message: 'Hello', phones, schedule_at });
  expect(QueuedBroadcast.parse(sent.data).counts).toMatchObject({ recipients: 100_000, queued: 100_000 });
});

test('a list as text is screened line by line, in its order, blank lines left out', async () => {
  const { client, ask } = await newCaller();
  await client.addOptOut!({ phone, channels: ['text'] });
  const screen = async (body: string, type: string, channel = 'text') =>
    (
      await (
        await ask(`/api/v1/screenings?channel=${channel}`, {
          method: 'POST',
          headers: { 'content-type': type },
          body,
        })
      ).text()
    )
      .split('\n')
      .filter(Boolean)
      .map((line) => ScreenedLine.parse(JSON.parse(line)));
  const lines = await screen('5125550142\n\n(512) 555-0143\r\nnobody, really\n', 'text/plain');
  expect(lines).toMatchObject([
    { input: '5125550142', phone, verdict: 'suppressed', source: 'api', reason: 'opted_out' },
    { input: '(512) 555-0143', phone: '+15125550143', verdict: 'allowed' },
    { input: 'nobody, really', phone: null, verdict: 'invalid' },
  ]);
  const csv = 'name,Phone,work phone\n"Ana, B.",512.555.0142,1\nBo,,2\n\nCy,5125550144,3\n';
  expect((await screen(csv, 'text/csv; charset=utf-8', 'voice')).map((it) => [it.input, it.verdict])).toEqual(
    [
      ['512.555.0142', 'allowed'],
      ['', 'invalid'],
      ['5125550144', 'allowed'],
    ],
  );
  const many = Array.from({ length: 30_000 }, (_, i) =>
    i % 1000 === 7 ? '5125550142' : `512555${String(i % 10_000).padStart(4, '0')}`,
  );
  const verdicts = await screen(many.join('\n'), 'text/plain');
  expect(verdicts.map((it) => it.input)).toEqual(many);
  for (const [type, path, status] of [
    ['text/csv', '/api/v1/screenings', 422],
    ['text/csv', '/api/v1/screenings?channel=pager', 422],
    ['application/xml', '/api/v1/screenings?channel=text', 415],
    ['text/csv; charset=klingon', '/api/v1/screenings?channel=text', 415],
  ] as const) {
    await expectProblem(
      await ask(path, { method: 'POST', headers: { 'content-type': type }, body: '5125550142' }),
      status,
    );
  }
  const headless = await ask('/api/v1/screenings?channel=text', {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: 'a,b\n1,2\n3,4\n',
  });
  await expectProblem(headless, 422);
});

test('a streamed screening that fails midway is broken off, never ended in peace', async () => {
  const { text } = await newCaller();
  const rows = Array.from({ length: 40_000 }, (_, i) => `x,512555${String(i % 10_000).padStart(4, '0')}\n`);
  rows.push('"never closed,5125550101\n', ...rows.slice(0, 40_000).map((row) => row.replace('x', '"y"')));
  const end = await new Promise<string>((resolve) => {
    const request = http.request(
      `${url}/api/v1/screenings?channel=text`,
      { method: 'POST', headers: { authorization: `Bearer ${text}`, 'content-type': 'text/csv' } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.complete ? 'ended in peace' : 'broken off'));
        response.on('error', () => resolve('broken off'));
      },
    );
    request.on('error', () => resolve('broken off'));
    request.end(`name,phone\n${rows.join('')}`);
  });
  expect(end).toBe('broken off');
});

test('a selection is exported by its phones; too many, or none, are refused', async () => {
  const { client, ask } = await newCaller();
  await client.addOptOut!({ phone, channels: ['text'] });
  const select = (phones: string[], format = 'csv') =>
    ask('/api/v1/opt-outs/export', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ format, phones }),
    });
  const answer = await select(['(512) 555-0142', phone, '+15125550143']);
  expect(answer.headers.get('x-total-count')).toBe('1');
  expect((await answer.text()).trim().split('\r\n')).toHaveLength(2);
  await expectProblem(await select([]), 422);
  await expectProblem(await select(['nobody']), 422);
  await expectProblem(await select([phone], 'pdf'), 422);
  await expectProblem(await select(Array.from({ length: 1001 }, () => phone)), 422);
});

test('a client that sends its whole list before it reads any answer gets every verdict', async () => {
  const { text } = await newCaller();
  const count = 400_000;
  const list = Array.from({ length: count }, (_, i) => `512${String(2_000_000 + i)}\n`).join('');
  const lines = await new Promise<number>((resolve, reject) => {
    const request = http.request(`${url}/api/v1/screenings?channel=text`, {
      method: 'POST',
      headers: { authorization: `Bearer ${text}`, 'content-type': 'text/plain' },
    });
    const sent = new Promise<void>((done) => request.end(list, () => done()));
    request.on('error', reject);
    request.on('response', (response) => {
      response.pause();
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) read++;
      });
      response.on('end', () => resolve(read));
      response.on('error', reject);
      void sent.then(() => response.resume());
    });
  });
  expect(lines).toBe(count);
});

test('without a key, with a wrong one, or a revoked one: 401 with a challenge', async () => {
  const { text, user, apiKey, ask } = await newCaller();
  const plain = await fetch(`${url}/api/v1/opt-outs`);
  await expectProblem(plain, 401);
  expect(plain.headers.get('www-authenticate')).toMatch(/^Bearer/);
  for (const wrong of ['oor_wrong', '', text.slice(0, -1), text.toUpperCase()]) {
    const answer = await ask('/api/v1/opt-outs', { headers: { authorization: `Bearer ${wrong}` } });
    await expectProblem(answer, 401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  }
  expect((await ask('/api/v1/opt-outs')).status).toBe(200);
  await revokeApiKey(user, apiKey.id, new Date());
  await expectProblem(await ask('/api/v1/opt-outs'), 401);
});

test('a key without the scope may not', async () => {
  const [reader, writer] = [await newCaller(['read']), await newCaller(['write'])];
  await expectProblem(await reader.post('/api/v1/opt-outs', { phone, channels: BOTH }), 403);
  await expectProblem(await reader.ask('/api/v1/uploads/1', { method: 'DELETE' }), 403);
  await expectProblem(await reader.ask('/api/v1/uploads', { method: 'POST' }), 403);
  expect((await reader.post('/api/v1/screenings', { channel: 'text', phones: [phone] })).status).toBe(200);
  await expectProblem(await writer.ask('/api/v1/opt-outs'), 403);
  await expectProblem(await writer.post('/api/v1/screenings', { channel: 'text', phones: [phone] }), 403);
  expect((await writer.post('/api/v1/opt-outs', { phone, channels: BOTH })).status).toBe(201);
});

test('another account’s key sees nothing of ours: everything looks like what is not there', async () => {
  const [ours, theirs] = [await newCaller(), await newCaller()];
  await ours.client.addOptOut!({ phone, channels: BOTH });
  const file = new File(['Phone\n5125550101\n'], 'list.csv');
  const { id } = BegunUpload.parse((await ours.client.sendUpload!({ file })).data);
  const broadcast = { channel: 'text', message: 'Hello', phones: ['5125550143'] };
  const sent = QueuedBroadcast.parse((await ours.client.sendBroadcast!(broadcast)).data);
  for (const [method, path, body] of [
    ['GET', `/api/v1/broadcasts/${sent.id}`],
    ['GET', `/api/v1/broadcasts/${sent.id}/recipients`],
    ['POST', `/api/v1/broadcasts/${sent.id}/cancel`],
    ['GET', `/api/v1/opt-outs/${encodeURIComponent(phone)}`],
    ['GET', `/api/v1/uploads/${id}`],
    ['GET', `/api/v1/uploads/${id}/rows.csv`],
    ['GET', `/api/v1/uploads/${id}/rejected.csv`],
    ['DELETE', `/api/v1/uploads/${id}`],
    ['POST', `/api/v1/uploads/${id}/apply`, { channels: BOTH }],
    ['POST', `/api/v1/uploads/${id}/undo`, { reason: 'x' }],
  ] as const) {
    const init = body
      ? { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : { method };
    const none = path.replace(/(?<=uploads\/|broadcasts\/)\d+/, '999999999').replace('0142', '0199');
    const [answer, absent] = [await theirs.ask(path, init), await theirs.ask(none, init)];
    expect([answer.status, await answer.text()], path).toEqual([absent.status, await absent.text()]);
    expect(answer.status).toBe(404);
  }
  expect((await theirs.client.listOptOuts!()).data).toEqual({ data: [], next_cursor: null });
  const screened = await theirs.client.screen!({ channel: 'text', phones: [phone] });
  expect(screened.data).toMatchObject({ allowed: [phone], suppressed: [] });
  expect((await ours.client.findUpload!(id)).status).toBe(200);
});

test('an Idempotency-Key replays its first answer, stands for one request only, and screenings ignore it', async () => {
  const { post, ask, client } = await newCaller();
  const headers = { 'idempotency-key': 'order-66' };
  const body = { phone, channels: BOTH };
  const first = await post('/api/v1/opt-outs', body, headers);
  const again = await post('/api/v1/opt-outs', body, headers);
  expect([again.status, await again.text()]).toEqual([201, await first.text()]);
  expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
  expect(OptOutWithHistory.parse((await client.findOptOut!(phone)).data).history).toHaveLength(1);
  await expectProblem(await post('/api/v1/opt-outs', { ...body, note: 'x' }, headers), 422, /reused$/);
  await expectProblem(
    await post('/api/v1/opt-ins', { phone, channels: BOTH, consent: consent() }, headers),
    422,
    /reused$/,
  );

  const together = await Promise.all(
    Array.from({ length: 8 }, () =>
      post('/api/v1/opt-outs', { ...body, note: 'at once' }, { 'idempotency-key': 'b' }),
    ),
  );
  const texts = await Promise.all(together.map((answer) => answer.text()));
  expect(new Set([...together.map(({ status }) => status), ...texts]).size).toBe(2);
  expect(OptOutWithHistory.parse((await client.findOptOut!(phone)).data).history).toHaveLength(2);

  const upload = (content: string) => {
    const form = new FormData();
    form.set('file', new File([content], 'list.csv'));
    return ask('/api/v1/uploads', { method: 'POST', headers: { 'idempotency-key': 'file' }, body: form });
  };
  const [one, two] = [await upload('Phone\n5125550101\n'), await upload('Phone\n5125550101\n')];
  expect(await two.json()).toEqual(await one.json());
  await expectProblem(await upload('Phone\n5125550102\n'), 422, /reused$/);

  for (const wrong of ['', 'a b', 'x'.repeat(256)]) {
    await expectProblem(await post('/api/v1/opt-outs', body, { 'idempotency-key': wrong }), 400);
  }
  const screening = { channel: 'text', phones: ['5125550143'] };
  const before = await (await post('/api/v1/screenings', screening, { 'idempotency-key': 's' })).json();
  await post('/api/v1/opt-outs', { phone: '5125550143', channels: BOTH });
  const after = await (await post('/api/v1/screenings', screening, { 'idempotency-key': 's' })).json();
  expect([before, after]).toMatchObject([{ counts: { allowed: 1 } }, { counts: { suppressed: 1 } }]);
});

test('hand-made bad requests get a problem that says what is wrong', async () => {
  const { ask, post } = await newCaller();
  const future = new Date(Date.now() + 3_600_000).toISOString();
  const whole = { phone, channels: BOTH, consent: consent() };
  const without = (field: string) => ({ ...whole, consent: { ...consent(), [field]: undefined } });
  await post('/api/v1/opt-outs', { phone, channels: BOTH });
  for (const [path, body, errorPath] of [
    ['/api/v1/opt-outs', {}, 'phone'],
    ['/api/v1/opt-outs', [], ''],
    ['/api/v1/opt-outs', { phone: '512555014', channels: BOTH }, 'phone'],
    ['/api/v1/opt-outs', { phone: 5125550142.5, channels: BOTH }, 'phone'],
    ['/api/v1/opt-outs', { phone, channels: [] }, 'channels'],
    ['/api/v1/opt-outs', { phone, channels: ['fax'] }, 'channels.0'],
    ['/api/v1/opt-outs', { phone, channels: BOTH, occurred_at: future }, 'occurred_at'],
    ['/api/v1/opt-outs', { phone, channels: BOTH, occurred_at: 'soon' }, 'occurred_at'],
    ['/api/v1/opt-ins', { ...whole, consent: undefined }, 'consent'],
    ['/api/v1/opt-ins', without('accepted'), 'consent.accepted'],
    ['/api/v1/opt-ins', without('attested_by'), 'consent.attested_by'],
    ['/api/v1/opt-ins', without('method'), 'consent.method'],
    ['/api/v1/opt-ins', without('given_at'), 'consent.given_at'],
    ['/api/v1/opt-ins', { ...whole, consent: { ...consent(), accepted: 'true' } }, 'consent.accepted'],
    ['/api/v1/opt-ins', { ...whole, consent: { ...consent(), given_at: future } }, 'consent.given_at'],
    [
      '/api/v1/opt-ins',
      { ...whole, consent: { ...consent(), given_at: '2020-01-02T00:00:00Z' } },
      'consent.given_at',
    ],
    ['/api/v1/corrections', { phone, channels: BOTH, reason: 'x' }, 'accepted'],
    ['/api/v1/corrections', { phone, channels: BOTH, reason: ' ', accepted: true }, 'reason'],
    ['/api/v1/screenings', { channel: 'pager', phones: [] }, 'channel'],
    ['/api/v1/screenings', { channel: 'text', phones: [null] }, 'phones.0'],
    ['/api/v1/screenings', { channel: 'text', phones: Array(100_001).fill(phone) }, 'phones'],
  ] as const) {
    const problem = await expectProblem(await post(path, body), 422);
    expect(
      problem.errors?.map((error) => error.path),
      JSON.stringify(body).slice(0, 99),
    ).toContain(errorPath);
  }
  await expectProblem(await post('/api/v1/opt-outs', '{"phone":'), 400);
  await expectProblem(await post('/api/v1/opt-outs', ''), 400);
  await expectProblem(await post('/api/v1/opt-outs', 'x', { 'content-type': 'text/plain' }), 415);
  await expectProblem(await post('/api/v1/opt-outs', ' '.repeat(17 * 1024 * 1024)), 413);
  await expectProblem(await ask('/api/v1/uploads', { method: 'POST', body: 'x' }), 415);
  await expectProblem(await ask('/api/v1/opt-outs/not-a-phone'), 422);
  await expectProblem(await ask('/api/v1/uploads/abc'), 404);
  for (const path of ['/api/v1', '/api/v1/nothing', '/api/v1/opt-outs/1/2', '/api/v1/uploads/1/rows.pdf']) {
    await expectProblem(await ask(path), 404);
    await expectProblem(await ask(path, { method: 'POST', body: '{}' }), 404);
  }
  for (const [method, path, allow] of [
    ['PUT', '/api/v1/opt-outs', 'GET, HEAD, POST, OPTIONS'],
    ['GET', '/api/v1/opt-ins', 'POST, OPTIONS'],
    ['DELETE', '/api/v1/openapi.json', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/api/v1/uploads/1', 'GET, HEAD, DELETE, OPTIONS'],
  ] as const) {
    const answer = await ask(path, { method });
    await expectProblem(answer, 405);
    expect(answer.headers.get('allow')).toBe(allow);
  }
  for (const written of [
    '(512) 555-0142',
    '512.555.0142',
    '+1 512 555 0142',
    '1/512/555/0142',
    '５１２５５５０１４２',
  ]) {
    expect((await ask(`/api/v1/opt-outs/${encodeURIComponent(written)}`)).status, written).toBe(200);
  }
  expect((await ask(`/api/v1/opt-outs/${phone}`, { method: 'HEAD' })).status).toBe(200);
  await expectProblem(await ask('/api/v1/opt-outs/%E0%A4%A'), 400);
});

test('the document and the routes know the same methods of every address', async () => {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  for (const [path, methods] of Object.entries(document.paths)) {
    const { headers } = await fetch(url + path.replace(/\{\w+\}/, '1'), { method: 'OPTIONS' });
    const allowed = (headers.get('allow') ?? '')
      .split(', ')
      .filter((it) => !['HEAD', 'OPTIONS'].includes(it));
    expect(
      Object.keys(methods)
        .map((it) => it.toUpperCase())
        .sort(),
      path,
    ).toEqual(allowed.sort());
  }
});

test('too many requests at once are told when to come back', async () => {
  const { ask } = await newCaller();
  const began = Date.now();
  const answers = await Promise.all(
    Array.from({ length: 700 }, () => ask('/api/v1/uploads/1', { method: 'HEAD' })),
  );
  const refused = answers.filter(({ status }) => status === 429);
  // A machine this busy answers no faster than the limit, so there is nothing to refuse.
  test.skip(Date.now() - began > 2_500, 'the server was slower than the limit');
  expect(refused.length).toBeGreaterThan(0);
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(400);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
});

test('beside a session’s cookie a wrong key is still a wrong key', async ({ page }) => {
  await signIn(page, await newAccount());
  const list = (headers: Record<string, string>) => page.request.get('/api/v1/opt-outs', { headers });
  expect((await list({})).status()).toBe(200);
  expect((await list({ authorization: 'Bearer oor_wrong' })).status()).toBe(401);
});
