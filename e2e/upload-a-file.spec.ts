import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { newAccount, signIn } from './people';

const SAMPLES = [
  { file: 'old-dialer-export.csv', closes: 283, rejected: 5 },
  { file: 'colleagues-workbook.xlsx', closes: 258, rejected: 1 },
  { file: 'one-column-25k.csv', closes: 25_000, rejected: 0 },
];

const choose = async (page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) => {
  await page.goto('/reports/opt-outs/upload');
  await expect(page.getByRole('heading', { name: 'Upload a file' })).toBeVisible();
  await page.getByLabel('Choose a file').setInputFiles(file);
};
const text = (content: string, name = 'list.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});

for (const { file, closes, rejected } of SAMPLES) {
  test(`${file} is read, reviewed and applied`, async ({ page }) => {
    await signIn(page, await newAccount());
    await choose(page, `e2e/fixtures/${file}`);
    const review = page.getByRole('region', { name: 'Review' });
    await expect(review).toBeVisible({ timeout: 30_000 });
    if (rejected > 0) {
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download rejected rows' }).click();
      const csv = await readFile(await (await download).path(), 'utf8');
      expect(csv.trim().split('\r\n')).toHaveLength(rejected + 1);
    }
    await page.getByRole('button', { name: `Opt out ${closes.toLocaleString('en-US')} numbers` }).click();
    await expect(page.getByText(`${closes.toLocaleString('en-US')} numbers opted out`)).toBeVisible({
      timeout: 60_000,
    });
    await page.goto('/reports/opt-outs');
    await expect(
      page.getByRole('status').filter({ hasText: `${closes.toLocaleString('en-US')} opt-outs` }),
    ).toBeVisible();
    await page.goto('/reports/opt-outs/upload');
    await expect(page.getByRole('heading', { name: 'Earlier uploads' })).toBeVisible();
    await expect(page.getByText(file)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  });
}

test('nothing changes before Apply; the switches count again; Cancel leaves nothing', async ({ page }) => {
  await signIn(page, await newAccount());
  await choose(page, text('Phone\n5125550101\n512555\n'));
  await expect(page.getByRole('button', { name: /^Opt out 1 number/ })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('switch', { name: 'Opt out of voice' }).click();
  await page.getByRole('switch', { name: 'Opt out of text' }).click();
  await expect(page.getByRole('button', { name: /^Opt out 1 number/ })).toHaveCount(0);
  await page.getByRole('switch', { name: 'Opt out of text' }).click();
  await expect(page.getByRole('button', { name: /^Opt out 1 number/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('switch', { name: 'Opt out of voice' })).not.toBeChecked();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/cancelled/i).first()).toBeVisible();
  await page.goto('/reports/opt-outs');
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: '0 opt-outs' })
      .or(page.getByText(/no opt-outs yet|nobody/i))
      .first(),
  ).toBeVisible();
});

for (const [what, file, word] of [
  ['no phone', text('name,city\nAna,Austin\n'), /phone/i],
  ['an empty file', text(''), /empty/i],
  [
    'a picture',
    {
      name: 'list.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
    },
    /.+/,
  ],
  [
    'a broken workbook',
    { name: 'list.xlsx', mimeType: '', buffer: Buffer.from('PK\x03\x04not really a zip') },
    /.+/,
  ],
] as const) {
  test(`a file with ${what} is refused in words, and nothing is changed`, async ({ page }) => {
    await signIn(page, await newAccount());
    await choose(page, file);
    await expect(
      page
        .getByRole('alert')
        .or(page.getByText(/could not be read|empty|not taken/i))
        .first(),
    ).toContainText(word, { timeout: 20_000 });
    await expect(page.getByRole('region', { name: 'Review' })).toHaveCount(0);
  });
}

test('a column that was read wrongly is settled by hand, and the file is read again', async ({ page }) => {
  await signIn(page, await newAccount());
  await choose(page, text('Name,Home,Other\nAna,5125550101,5125550102\nLuis,5125550103,5125550104\n'));
  await page.getByText('Not read right? Say how').click();
  const columns = page.getByRole('list', { name: 'Columns' });
  await expect(columns).toBeVisible();
  await page.getByLabel('What “Home” holds').selectOption('Not read');
  await page.getByLabel('What “Other” holds').selectOption('Phone numbers');
  if (process.env.E2E_SHOTS)
    await page.screenshot({ path: `${process.env.E2E_SHOTS}/otherwise.png`, fullPage: true });
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText('phones in “Other”')).toBeVisible();
  await page.getByRole('button', { name: 'Opt out 2 numbers' }).click();
  await expect(page.getByText('2 numbers opted out', { exact: true })).toBeVisible();
  await page.goto('/reports/opt-outs');
  await expect(page.getByRole('button', { name: '(512) 555-0102' })).toBeVisible();
  await expect(page.getByRole('button', { name: '(512) 555-0101' })).toHaveCount(0);
});
