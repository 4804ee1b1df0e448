import { expect, test, type Locator } from '@playwright/test';
import { DEMO_MASTER, signIn } from './people';

test.beforeEach(({ page }) => signIn(page, DEMO_MASTER));

test('the report shows 50 of 2,500, newest first, and pages both ways without losing or repeating a row', async ({
  page,
}) => {
  await expect(page.getByRole('status').filter({ hasText: '2,500 opt-outs' })).toBeVisible();
  const table = page.getByRole('table', { name: 'Opt-outs' });
  const phones = () => table.getByRole('button', { name: /^[(+]/ }).allTextContents();
  const first = await phones();
  expect(first).toHaveLength(50);
  await expect(page.getByRole('button', { name: 'Previous' })).toBeDisabled();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect.poll(phones).not.toEqual(first);
  const second = await phones();
  expect(second.filter((phone) => first.includes(phone))).toEqual([]);
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect.poll(phones).toEqual(first);
  await page.goBack();
  await expect.poll(phones).toEqual(second);
});

test('sorts by phone and date in both directions, and says so to assistive technology', async ({ page }) => {
  const header = (name: string) => page.getByRole('columnheader', { name });
  await expect(header('Date added')).toHaveAttribute('aria-sort', 'descending');
  await header('Phone number').getByRole('button').click();
  await expect(page).toHaveURL(/sort=phone\.asc/);
  await expect(header('Phone number')).toHaveAttribute('aria-sort', 'ascending');
  await header('Phone number').getByRole('button').click();
  await expect(header('Phone number')).toHaveAttribute('aria-sort', 'descending');
  await header('Date added').getByRole('button').click();
  await expect(header('Date added')).toHaveAttribute('aria-sort', /ascending|descending/);
});

test('searches a phone by any part of it, written any way', async ({ page }) => {
  const table = page.getByRole('table', { name: 'Opt-outs' });
  const some = await table
    .getByRole('button', { name: /^\(\d{3}\) 555-01\d\d$/ })
    .first()
    .textContent();
  const [area, last] = [some?.slice(1, 4), some?.slice(-4)];
  const search = page.getByRole('searchbox', { name: 'Search phone numbers' });
  for (const typed of [
    `(${area}) 555-${last}`,
    `${area}555${last}`,
    `+1 ${area} 555 ${last}`,
    `1-${area}-555-${last}`,
    `${area}.555.${last}`,
  ]) {
    await search.fill(typed);
    await expect(page.getByRole('status').filter({ hasText: /^1 opt-out$/ })).toBeVisible();
    await expect(table.getByRole('button', { name: some ?? '' })).toBeVisible();
    await expect(search).toHaveValue(typed);
    await expect(search).toBeFocused();
  }
  await search.fill('000000');
  await expect(page.getByText('No opt-outs match')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page.getByRole('status').filter({ hasText: '2,500 opt-outs' })).toBeVisible();
});

test('filters by type, date and source; the view lives in the URL and Back walks it', async ({ page }) => {
  const status = page.getByRole('status').filter({ hasText: /opt-outs?$/ });
  const filters = page.getByRole('group', { name: 'Filters' });
  await choose(filters.getByRole('button', { name: 'Opt out type' }), /text/i);
  await expect(page).toHaveURL(/type=text/);
  await expect(status).not.toHaveText('2,500 opt-outs');
  const ofText = await status.textContent();
  await choose(filters.getByRole('button', { name: 'Source' }), 'Added by hand');
  await expect(page).toHaveURL(/source=manual/);
  await expect(status).not.toHaveText(ofText ?? '');
  await page.reload();
  await expect(filters.getByRole('button', { name: 'Opt out type' }).first()).toContainText(/text/i);
  await page.goBack();
  await expect(page).not.toHaveURL(/source=manual/);
  await expect(status).toHaveText(ofText ?? '');
});

test('a date range that cannot be read says so beside its field; what a link holds that cannot be read is named', async ({
  page,
}) => {
  await page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: 'Date added' }).click();
  await page.getByRole('textbox', { name: 'From' }).fill('31/31/2026');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/2026-01-31|MM\/DD/).first()).toBeVisible();
  await page.goto('/reports/opt-outs?type=pager&sort=phone.asc&cursor=%00%FF');
  await expect(
    page.getByRole('table', { name: 'Opt-outs' }).getByRole('button', { name: /^[(+]/ }).first(),
  ).toBeVisible();
  await expect(page.getByText(/type/i).first()).toBeVisible();
});

test('a locked text channel has no switch, and says whom only it obeys', async ({ page }) => {
  await page.goto('/reports/opt-outs?source=text_reply&type=both');
  await page
    .getByRole('row')
    .filter({ hasText: 'Texted STOP' })
    .getByRole('button', { name: /^[(+]/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('switch', { name: 'Opted out of voice' })).toBeVisible();
  await expect(dialog.getByRole('switch', { name: 'Opted out of text' })).toHaveCount(0);
  await expect(dialog.getByText(/must text UNSTOP to/)).toContainText('(512) 555-0100');
  await expect(dialog.getByRole('region', { name: 'History' })).toContainText('Opted out of');
});

/** Opens a filter's menu, again where the first click came before the page's scripts, and chooses from it. */
async function choose(button: Locator, name: string | RegExp) {
  const choice = button.page().getByRole('menuitemradio', { name }).first();
  await expect(async () => {
    if (!(await choice.isVisible())) await button.click();
    await expect(choice).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await choice.click();
}
