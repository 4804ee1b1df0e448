import { expect, test } from '@playwright/test';
import { addOptOut, newAccount, signIn } from './people';

const SENTENCE = 'Nobody asked us to stop; this was recorded by mistake';
const shots = process.env.E2E_SHOTS;

test('an upload is undone, with a reason; who was opted out otherwise stays', async ({ page }) => {
  await signIn(page, await newAccount());
  await addOptOut(page, '512 555 0101', '(512) 555-0101');
  await page.goto('/reports/opt-outs/upload');
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'wrong-list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Phone\n5125550101\n5125550102\n5125550103\n'),
  });
  await page.getByRole('button', { name: 'Opt out 2 numbers' }).click();
  await expect(page.getByText('2 numbers opted out', { exact: true })).toBeVisible();
  await page.goto('/reports/opt-outs/upload');
  await page.getByRole('button', { name: 'Undo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo wrong-list.csv?' });
  await dialog.getByRole('button', { name: 'Undo this upload' }).click();
  await expect(dialog.getByText('Say what went wrong.')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'What went wrong?' })).toBeFocused();
  if (shots) await page.screenshot({ path: `${shots}/undo.png` });
  await dialog.getByRole('textbox', { name: 'What went wrong?' }).fill('Last year’s list');
  await dialog.getByRole('button', { name: 'Undo this upload' }).click();
  await expect(dialog.getByText('Tick this to confirm that nobody asked.')).toBeVisible();
  await dialog.getByRole('checkbox', { name: SENTENCE }).check();
  await dialog.getByRole('button', { name: 'Undo this upload' }).click();
  await expect(page.getByText('Taken back: 2 numbers may get calls or texts again')).toBeVisible();
  if (shots) await page.screenshot({ path: `${shots}/undone.png` });
  await page.goto('/reports/opt-outs/upload');
  await expect(page.getByText('2 numbers allowed again')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  if (shots) await page.screenshot({ path: `${shots}/earlier.png` });
  await page.goto('/reports/opt-outs');
  await expect(page.getByRole('status').filter({ hasText: '1 opt-out' })).toBeVisible();
  await expect(page.getByRole('button', { name: '(512) 555-0101' })).toBeVisible();
});

test('an opt-out added by mistake is taken back from its dialog, by keyboard', async ({ page }) => {
  await signIn(page, await newAccount());
  await addOptOut(page, '512 555 0104', '(512) 555-0104');
  await page.getByRole('button', { name: '(512) 555-0104' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '(512) 555-0104' });
  await dialog.getByRole('link', { name: 'Added by mistake' }).press('Enter');
  await expect(dialog.getByRole('group', { name: 'Added by mistake' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('checkbox', { name: /^Calls will be allowed/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Mistyped');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  if (shots) await page.screenshot({ path: `${shots}/mistake.png` });
  await page.keyboard.press('Enter');
  await expect(page.getByText('(512) 555-0104 may get calls and texts again.')).toBeVisible();
  await expect(page.getByRole('button', { name: '(512) 555-0104' })).toHaveCount(0);
});
