import { expect, test, type Page, type Route } from '@playwright/test';
import { expectAccessible, WIDTHS } from './axe';
import { addOptOut, newAccount, signIn } from './people';

const OUT = '(512) 555-0101';
const OPEN = '(512) 555-0102';
const OTHER = '(512) 555-0103';

const screening = (page: Page) => page.getByRole('region', { name: 'Screening' });
const results = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Results' }).getByRole('link', { name });
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true });

async function compose(page: Page, message: string, recipients: string): Promise<void> {
  await page.goto('/broadcasts');
  await page.getByRole('button', { name: 'New broadcast' }).first().click();
  await page.getByRole('textbox', { name: 'Message' }).fill(message);
  await page.getByRole('textbox', { name: 'Recipients' }).fill(recipients);
}

/** Queued for tomorrow, so that nothing of it goes out meanwhile. */
async function schedule(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Send later' }).check();
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Day').fill(tomorrow);
  await expect(page.getByText(/^Goes out /)).toBeVisible();
  await send(page).click();
  await expect(page).toHaveURL(/\/broadcasts\/\d+$/);
}

test('who opted out and what is no phone is shown before sending and not messaged; the others get it once', async ({
  page,
}) => {
  await signIn(page, await newAccount());
  await addOptOut(page, OUT, OUT);
  await compose(page, 'School is closed today.', `${OUT}\n${OPEN}, 512.555.0102\nno phone`);
  const region = screening(page);
  await expect(region).toContainText('3 recipients: 1 will be messaged, 1 opted out, 1 invalid');
  await expect(region).toContainText(/\(512\) 555-0101\s*Added by hand, since /);
  await expect(region).toContainText('no phone');
  await expect(page.getByText('Text 1 person')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('School is closed today.');
  await expect(region).toContainText('1 will be messaged');
  await send(page).dblclick();
  await expect(page.getByRole('heading', { name: 'Text to 3 recipients' })).toBeVisible();
  await expect(results(page, /Delivered\s*1$/)).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100');
  await results(page, /Suppressed\s*1$/).click();
  await expect(page.getByRole('table', { name: 'Recipients' })).toContainText(/555-0101.*Added by hand/s);
  await results(page, /Invalid\s*1$/).click();
  await expect(page.getByRole('list', { name: 'Invalid' })).toContainText('no phone');

  await page.goto('/broadcasts');
  await expect(page.getByRole('list', { name: 'Broadcasts' }).getByRole('listitem')).toHaveCount(1);
});

/** The request arrives and is done, and its answer is lost. */
async function loseAnswer(route: Route): Promise<void> {
  await route.fetch();
  await route.abort();
}

test('however often Send is pressed while answers get lost, are late or turn one away, it is one broadcast', async ({
  page,
}) => {
  await signIn(page, await newAccount());
  await compose(page, 'School is closed today.', OPEN);
  await expect(page.getByText('Text 1 person')).toBeVisible();
  const turns = [
    loseAnswer,
    (route: Route) =>
      route.fulfill({ status: 409, json: { type: '/problems/request-at-work', detail: 'Ask again.' } }),
    (route: Route) => route.fulfill({ status: 401, json: { title: 'Sign in first' } }),
    (route: Route) => route.continue(),
  ];
  await page.route('**/api/broadcasts', (route) => turns.shift()?.(route));
  const said = page.getByRole('alert').filter({ hasText: 'it goes out once, however often you press' });
  for (const words of ['could not reach the server', 'still at work', 'signed out']) {
    await send(page).click();
    await expect(said).toContainText(words);
    await expect(said.getByRole('link', { name: 'broadcasts' })).toHaveAttribute('href', '/broadcasts');
  }
  await send(page).click();
  await expect(page.getByRole('heading', { name: 'Text to 1 recipient' })).toBeVisible();
  await page.goto('/broadcasts');
  await expect(page.getByRole('list', { name: 'Broadcasts' }).getByRole('listitem')).toHaveCount(1);
});

test('what was changed after its answer got lost is sent only when somebody has looked for the first one', async ({
  page,
}) => {
  await signIn(page, await newAccount());
  await compose(page, 'School is closed today.', OPEN);
  await expect(page.getByText('Text 1 person')).toBeVisible();
  await page.route('**/api/broadcasts', loseAnswer, { times: 1 });
  await send(page).click();
  await expect(page.getByText('it goes out once, however often you press')).toBeVisible();
  await page.getByRole('textbox', { name: 'Message' }).fill('School is closed tomorrow.');
  const warning = page.getByRole('alert').filter({ hasText: 'What you sent before may be on its way' });
  await expect(warning).toContainText('another message');
  await page.reload();
  await expect(page.getByText('Text 1 person')).toBeVisible();
  await expect(send(page)).toBeDisabled();
  const [list] = await Promise.all([
    page.context().waitForEvent('page'),
    warning.getByRole('link', { name: 'broadcasts' }).click(),
  ]);
  await expect(list.getByRole('listitem').filter({ hasText: 'closed today' })).toBeVisible();
  await warning.getByRole('button', { name: 'I have looked' }).click();
  await expect(warning).toBeHidden();
  await send(page).click();
  await expect(page.getByText('School is closed tomorrow.')).toBeVisible();
});

test('what nobody may get can’t be sent, and says why', async ({ page }) => {
  await signIn(page, await newAccount());
  await addOptOut(page, OUT, OUT);
  await page.goto('/broadcasts/new');
  await expect(page.getByText('There is nobody to send to yet.')).toBeVisible();
  await expect(send(page)).toBeDisabled();
  await page.getByRole('textbox', { name: 'Recipients' }).fill(OUT);
  await expect(page.getByText('None of these recipients may be messaged')).toBeVisible();
  await expect(send(page)).toBeDisabled();
  await page.getByRole('textbox', { name: 'Recipients' }).fill(OPEN);
  await expect(send(page)).toBeEnabled();
  await send(page).click();
  await expect(page.getByText('Write a message.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
});

test('a file is a list of recipients, and can be taken back', async ({ page }) => {
  await signIn(page, await newAccount());
  await page.goto('/broadcasts/new');
  const buffer = Buffer.from('Name,Mobile\nAna,512-555-0102\nBen,512-555-0103\nCyd,none\n');
  await page
    .getByLabel(/CSV or Excel file/)
    .setInputFiles({ name: 'parents.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByText('parents.csv · 2 numbers in “Mobile”, 1 not readable')).toBeVisible();
  await expect(screening(page)).toContainText('3 recipients: 2 will be messaged, 0 opted out, 1 invalid');
  await page.getByRole('button', { name: 'Remove parents.csv' }).click();
  await expect(screening(page)).toContainText('Choose recipients');
});

test('tens of thousands of pasted numbers are one chosen piece, screened like the others', async ({
  page,
}) => {
  await signIn(page, await newAccount());
  await page.goto('/broadcasts/new');
  await page.getByRole('textbox', { name: 'Recipients' }).fill(OPEN);
  await page.getByRole('textbox', { name: 'Recipients' }).evaluate((field) => {
    const clipboardData = new DataTransfer();
    const numbers = Array.from({ length: 30_000 }, (_, i) => `+1512${2_000_000 + i}`);
    clipboardData.setData('text/plain', numbers.join('\n'));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(screening(page)).toContainText('30,001 recipients: 30,001 will be messaged');
  await page.reload();
  await expect(screening(page)).toContainText('30,001 recipients');
  await page.getByRole('button', { name: 'Remove 30,000 pasted numbers' }).click();
  await expect(screening(page)).toContainText('1 recipient: 1 will be messaged');
});

test('a broadcast is paused, resumed and cancelled, and says first what that does', async ({ page }) => {
  await signIn(page, await newAccount());
  await compose(page, 'See you on Monday.', `${OPEN}\n${OTHER}`);
  await expect(page.getByText('Text 2 people')).toBeVisible();
  await schedule(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Scheduled', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel this broadcast?' });
  await expect(dialog).toContainText('Whoever was not messaged yet gets no text');
  await dialog.getByRole('button', { name: 'Cancel broadcast' }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
  await expect(results(page, /Cancelled\s*2$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeHidden();
});

test('a recipient is opted out from the result, and counts as opted out because of it', async ({ page }) => {
  await signIn(page, await newAccount());
  await compose(page, 'See you on Monday.', `${OPEN}\n${OTHER}`);
  await expect(page.getByText('Text 2 people')).toBeVisible();
  await schedule(page);
  await page.getByRole('button', { name: `Opt out ${OTHER}` }).click();
  const dialog = page.getByRole('dialog', { name: `Opt out ${OTHER}` });
  await dialog.getByRole('switch', { name: 'Opt out of text' }).click();
  await expect(dialog).toContainText('has not reached them yet. It still goes out to them.');
  await dialog.getByRole('switch', { name: 'Opt out of text' }).click();
  await expect(dialog).toContainText('has not reached them yet, and will not.');
  await dialog.getByRole('switch', { name: 'Opt out of voice' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`${OTHER} will get no more texts.`)).toBeVisible();
  await expect(results(page, /Opted out\s*1$/)).toBeVisible();
  await page.goto('/reports/opt-outs?source=broadcast');
  await expect(page.getByRole('button', { name: OTHER })).toBeVisible();
});

test('another account’s broadcast looks like one that is not there', async ({ page, browser, baseURL }) => {
  await signIn(page, await newAccount());
  await compose(page, 'See you on Monday.', OPEN);
  await expect(page.getByText('Text 1 person')).toBeVisible();
  await schedule(page);
  const path = new URL(page.url()).pathname;
  const stranger = await (await browser.newContext({ baseURL })).newPage();
  await signIn(stranger, await newAccount('Hill Street Church'));
  for (const address of [path, '/broadcasts/999999999', '/broadcasts/x']) {
    const answer = await stranger.goto(address);
    expect(answer?.status()).toBe(404);
    await expect(stranger.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  }
  await stranger.goto('/broadcasts');
  await expect(stranger.getByRole('heading', { name: 'No broadcast yet' })).toBeVisible();
  await stranger.getByRole('button', { name: 'New broadcast' }).click();
  await expect(stranger).toHaveURL('/broadcasts/new');
});

test('the result and its dialog in light and dark: axe finds nothing, and nothing scrolls sideways', async ({
  page,
}) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page, await newAccount());
  await addOptOut(page, OUT, OUT);
  await compose(page, 'See you on Monday.', `${OUT}\n${OPEN}\nno phone`);
  await expect(page.getByText('Text 1 person')).toBeVisible();
  await schedule(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page, `the result in ${colorScheme} at ${width} px`);
      await page.getByRole('button', { name: `Opt out ${OPEN}` }).click();
      const dialog = page.getByRole('dialog', { name: `Opt out ${OPEN}` });
      await expect(dialog.getByRole('switch', { name: 'Opt out of voice' })).toBeVisible();
      await expectAccessible(page, `the dialog in ${colorScheme} at ${width} px`);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
  }
});
