import { expect, test, type Page } from '@playwright/test';
import { newAccount, signIn, someTextNumber } from './people';

const TEXTED = '(512) 555-0141';
const CALLED = '(512) 555-0142';
const NEITHER = '(512) 555-0143';

/** The promise as the people live it who make it: send, be told to stop, and not send again. */
test('whoever answers STOP or presses 3 is on the report, and the next broadcast passes them by', async ({
  page,
}) => {
  test.slow();
  await signIn(page, await newAccount('Riverside School', { textNumber: someTextNumber() }));

  await send(page, 'Text', 'School is closed tomorrow.');
  await expectCount(page, 'will be messaged', 3);
  await sendNow(page);
  await send(page, 'Voice', 'School is closed tomorrow.');
  await sendNow(page);

  await open(page, TEXTED);
  await expect(page.getByText(/School is closed tomorrow\.\s+Reply STOP to opt out/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Reply' }).fill('STOP');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(
    page.getByText('Riverside School: You will get no more calls or texts from us.'),
  ).toBeVisible();
  await open(page, CALLED);
  await page.getByRole('button', { name: 'Press 3' }).click();
  await expect(page.getByText('Pressed 3')).toBeVisible();

  await page.goto('/reports/opt-outs');
  const report = page.getByRole('table', { name: 'Opt-outs' });
  const texted = report.getByRole('row').filter({ hasText: TEXTED });
  const called = report.getByRole('row').filter({ hasText: CALLED });
  await expect(report.getByRole('row')).toHaveCount(3);
  await expect(texted.getByText('Opted out')).toHaveCount(2);
  await expect(texted.getByText('Texted STOP').first()).toBeVisible();
  await expect(called).toContainText('Pressed 3 on a call');
  await report.getByRole('button', { name: TEXTED }).click();
  const dialog = page.getByRole('dialog', { name: TEXTED });
  await expect(dialog.getByText('must text UNSTOP to')).toBeVisible();
  await expect(dialog.getByRole('switch', { name: 'Opted out of voice' })).toBeVisible();
  await expect(dialog.getByRole('switch', { name: 'Opted out of text' })).toHaveCount(0);
  await page.keyboard.press('Escape');

  await send(page, 'Text', 'School is open again.');
  await expect(page.getByRole('region', { name: 'Screening' })).toContainText(TEXTED);
  await sendNow(page);
  await expect(page.getByRole('main')).toContainText(/Suppressed\D*1/);
  await open(page, TEXTED);
  await expect(page.getByText('You will get no more calls or texts')).toBeVisible();
  await expect(page.getByText('School is open again.')).toHaveCount(0);
  await open(page, NEITHER);
  await expect(page.getByText('School is open again.')).toBeVisible();

  await open(page, TEXTED);
  await page.getByRole('textbox', { name: 'Reply' }).fill('Unstop');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByText(/You will get our texts again\. Calls stay off\./)).toBeVisible();
  await page.goto('/reports/opt-outs');
  await expect(texted.getByText('Opted out')).toHaveCount(1);
  await expect(texted.getByText('Allowed')).toHaveCount(1);
});

async function send(page: Page, channel: 'Text' | 'Voice', message: string): Promise<void> {
  await page.goto('/broadcasts');
  await page
    .getByRole('link', { name: 'New broadcast' })
    .or(page.getByRole('button', { name: 'New broadcast' }))
    .first()
    .click();
  await page.getByRole('radio', { name: channel }).check();
  await page.getByRole('textbox', { name: 'Message' }).fill(message);
  await page.getByRole('textbox', { name: 'Recipients' }).fill([TEXTED, CALLED, NEITHER, TEXTED].join('\n'));
  await expect(page.getByRole('region', { name: 'Screening' })).toContainText('3 recipients');
}

const expectCount = (page: Page, what: string, count: number) =>
  expect(page.getByRole('region', { name: 'Screening' })).toContainText(`${count} ${what}`);

async function sendNow(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Send|^Text|^Call/ })
    .last()
    .click();
  await expect(page).toHaveURL(/\/broadcasts\/\d+$/);
  await expect(page.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible();
}

async function open(page: Page, phone: string): Promise<void> {
  await page.goto('/simulator');
  await page.getByRole('textbox', { name: 'Phone number' }).fill(phone);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { name: phone })).toBeVisible();
}
