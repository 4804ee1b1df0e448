import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { DEMO_MASTER, signIn } from './people';

test.beforeEach(({ page }) => signIn(page, DEMO_MASTER));

test('selected rows are exported and no others, also from several pages; another filter begins with none', async ({
  page,
}) => {
  const table = page.getByRole('table', { name: 'Opt-outs' });
  const phones = () => table.getByRole('button', { name: /^[(+]/ }).allTextContents();
  const bar = page.getByRole('group', { name: 'Selection' });
  await expect.poll(phones).toHaveLength(50);
  const [first = '', second = ''] = await phones();
  await expect(bar).toBeHidden();
  await page.getByRole('checkbox', { name: `Select ${first}` }).check();
  await page.getByRole('checkbox', { name: `Select ${second}` }).press('Space');
  await expect(page.getByRole('checkbox', { name: `Select ${second}` })).toBeFocused();
  await expect(bar).toContainText('2 selected');

  await page.getByRole('button', { name: 'Next' }).click();
  await expect.poll(phones).not.toContain(first);
  const onNext = await phones();
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await expect(bar).toContainText('52 selected');
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.getByRole('checkbox', { name: `Select ${first}` })).toBeChecked();
  await page.getByRole('checkbox', { name: `Select ${second}` }).uncheck();
  await expect(bar).toContainText('51 selected');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar
      .getByRole('button', { name: 'Export selected' })
      .click()
      .then(() => page.getByRole('menuitem', { name: 'CSV' }).click()),
  ]);
  expect(download.suggestedFilename()).toMatch(/^demo-opt-outs-.*-51-selected\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1);
  const exported = lines.map((line) =>
    line
      .split(',')[0]
      ?.replace('(+', '+')
      .replace(/^(\+\d+)\)/, '$1'),
  );
  expect(exported).toEqual([first, ...onNext]);

  await page.getByRole('button', { name: 'Opt out type' }).click();
  await page.getByRole('menuitemradio', { name: 'Text only' }).click();
  await expect(page).toHaveURL(/type=text/);
  await expect(bar).toBeHidden();
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await expect(bar).toContainText('50 selected');
  await bar.getByRole('button', { name: 'Clear selection' }).click();
  await expect(bar).toBeHidden();
  await expect(page.getByRole('checkbox', { name: 'Select all on this page' })).not.toBeChecked();
});
