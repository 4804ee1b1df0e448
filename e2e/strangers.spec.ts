import { expect, request, test } from '@playwright/test';
import { addOptOut, newAccount, signIn } from './people';

test('hand-made requests without a session get a status and problem+json, never a stack or a page', async ({
  baseURL,
}) => {
  const stranger = await request.newContext({ baseURL });
  for (const [method, path] of [
    ['GET', '/api/v1/opt-outs/export?format=csv'],
    ['POST', '/api/v1/uploads'],
    ['GET', '/api/v1/uploads/1'],
    ['DELETE', '/api/v1/uploads/1'],
    ['GET', '/api/v1/uploads/1/rejected.csv'],
    ['GET', '/api/v1/uploads/1/rows.csv'],
  ] as const) {
    const answer = await stranger.fetch(path, { method });
    expect(answer.status(), path).toBe(401);
    expect(answer.headers()['content-type'], path).toBe('application/problem+json');
  }
  await stranger.dispose();
});

test('another account’s upload, phone and rows look like ones that do not exist', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, await newAccount());
  await addOptOut(page, '5125550142', '(512) 555-0142');
  const sent = await page.request.post('/api/v1/uploads', {
    headers: { origin: baseURL ?? '' },
    multipart: { file: { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('Phone\n5125550101\n') } },
  });
  expect(sent.status()).toBe(202);
  const { id } = (await sent.json()) as { id: number };

  const stranger = await browser.newPage();
  await signIn(stranger, await newAccount('Other School'));
  for (const path of [
    `/api/v1/uploads/${id}`,
    `/api/v1/uploads/${id}/rows.csv`,
    `/api/v1/uploads/${id}/rejected.csv`,
  ]) {
    const [theirs, none] = [
      await stranger.request.get(path),
      await stranger.request.get(path.replace(String(id), '99999999')),
    ];
    expect(theirs.status()).toBe(404);
    expect(await theirs.text()).toBe(await none.text());
  }
  const cancel = await stranger.request.delete(`/api/v1/uploads/${id}`, {
    headers: { origin: baseURL ?? '' },
  });
  expect(cancel.status()).toBe(404);
  await stranger.goto(`/reports/opt-outs/upload/${id}`);
  await expect(stranger.getByText(/not found/i)).toBeVisible();
  await stranger.goto('/reports/opt-outs?search=5125550142');
  await expect(stranger.getByRole('button', { name: '(512) 555-0142' })).toHaveCount(0);
  expect((await page.request.get(`/api/v1/uploads/${id}`)).status()).toBe(200);
  await stranger.close();
});

test('a change that comes from another site, or from nowhere, is refused', async ({ page, baseURL }) => {
  await signIn(page, await newAccount());
  const file = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('Phone\n5125550101\n') };
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const answer = await page.request.post('/api/v1/uploads', {
      headers: origin === undefined ? {} : { origin },
      multipart: { file },
    });
    expect(answer.status(), String(origin)).toBe(403);
  }
  const ours = { origin: baseURL ?? '' };
  expect((await page.request.post('/api/v1/uploads', { headers: ours, data: 'x' })).status()).toBe(415);
  expect(
    (await page.request.post('/api/v1/uploads', { headers: ours, multipart: { other: 'x' } })).status(),
  ).toBe(422);
  expect((await page.request.get('/api/v1/uploads/abc')).status()).toBe(404);
  expect((await page.request.get('/api/v1/opt-outs/export?format=pdf')).status()).toBe(422);
  expect((await page.request.get('/api/v1/opt-outs/export?format=csv&type=pager')).status()).toBe(422);
});
