import { expect, test } from '@playwright/test';
import { addOptOut, newAccount, signIn, type Person } from './people';

let person: Person;
test.beforeAll(async () => void (person = await newAccount()));
test.beforeEach(({ page }) => signIn(page, person));

test('adds an opt-out; a wrong number gets its reason beside the field and stays typed', async ({ page }) => {
  await page.getByRole('button', { name: 'Add an opt-out' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add an opt-out' });
  await expect(dialog.getByText('A message already with the carrier may still arrive.')).toBeVisible();
  const phone = dialog.getByRole('textbox', { name: 'Phone number' });
  await phone.fill('512 555 014');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('That is 9 digits. A US number has 10, with its area code.')).toBeVisible();
  await expect(phone).toHaveValue('512 555 014');
  await expect(phone).toHaveAttribute('aria-invalid', 'true');
  await expect(phone).toBeFocused();
  await dialog.getByRole('switch', { name: 'Opt out of voice' }).click();
  await dialog.getByRole('switch', { name: 'Opt out of text' }).click();
  await phone.fill('512 555 0141');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/at least one/i)).toBeVisible();
  await dialog.getByRole('switch', { name: 'Opt out of text' }).click();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Called the front desk');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('(512) 555-0141 will get no more texts.')).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: '(512) 555-0141' });
  await expect(row).toContainText('Allowed');
  await expect(row).toContainText('Added by hand');
});

test('opts back in only with how, when and the tick; the history keeps it', async ({ page }) => {
  await addOptOut(page, '512.555.0142', '(512) 555-0142');
  await page.getByRole('button', { name: '(512) 555-0142' }).click();
  const dialog = page.getByRole('dialog', { name: '(512) 555-0142' });
  const voice = dialog.getByRole('switch', { name: 'Opted out of voice' });
  await expect(voice).toBeChecked();
  await expect(dialog.getByRole('group', { name: 'Consent' })).toHaveCount(0);
  await voice.click();
  await expect(dialog.getByText('Calls will be allowed again when you save')).toBeVisible();
  const consent = dialog.getByRole('group', { name: 'Consent' });
  const tick = consent.getByRole('checkbox', {
    name: 'I confirm this person gave consent to calls from Riverside School at (512) 555-0142',
  });
  await expect(tick).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Choose how they asked.')).toBeVisible();
  await expect(dialog.getByText('Tick this to confirm that the person agreed.')).toBeVisible();
  await consent.getByRole('combobox', { name: 'How did they ask?' }).selectOption('By phone');
  await consent.getByRole('textbox', { name: 'When did they ask?' }).fill('2020-01-01');
  await tick.check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/Consent must be newer/)).toBeVisible();
  await expect(consent.getByRole('combobox', { name: 'How did they ask?' })).toHaveValue('phone');
  const today = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Chicago',
    month: '2-digit',
    day: '2-digit',
    year: 'numeric',
  });
  await consent.getByRole('textbox', { name: 'When did they ask?' }).fill(today.format(new Date()));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('(512) 555-0142 may get calls again.')).toBeVisible();
  await page.getByRole('button', { name: '(512) 555-0142' }).click();
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Opted back in');
});

test('a newer opt-out is shown, and what was typed is kept', async ({ page, context }) => {
  await addOptOut(page, '512.555.0143', '(512) 555-0143');
  await page.getByRole('button', { name: '(512) 555-0143' }).click();
  const dialog = page.getByRole('dialog', { name: '(512) 555-0143' });
  await dialog.getByRole('switch', { name: 'Opted out of voice' }).click();
  const consent = dialog.getByRole('group', { name: 'Consent' });
  await consent.getByRole('combobox').selectOption('Letter');
  await consent.getByRole('textbox', { name: 'Note' }).fill('Letter of Monday');
  await consent.getByRole('checkbox').check();
  const other = await context.newPage();
  await other.goto('/reports/opt-outs');
  await other.getByRole('button', { name: 'Add an opt-out' }).first().click();
  const add = other.getByRole('dialog', { name: 'Add an opt-out' });
  await add.getByRole('textbox', { name: 'Phone number' }).fill('5125550143');
  await add.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText(/already/)).toBeVisible();
  await other.close();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/opted out again while you were looking/)).toBeVisible();
  await expect(consent.getByRole('textbox', { name: 'Note' })).toHaveValue('Letter of Monday');
  await expect(dialog.getByRole('region', { name: 'History' }).getByRole('listitem')).toHaveCount(2);
});

test('the whole way by keyboard alone: add, find, opt back in', async ({ page }) => {
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const tabTo = async (name: RegExp | string, role: 'button' | 'checkbox' | 'combobox' | 'textbox') => {
    const target = page.getByRole(role, { name }).first();
    for (let i = 0; i < 40; i++) {
      if (await target.evaluate((it) => it === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${String(name)} is not reached by Tab`);
  };
  await tabTo('Add an opt-out', 'button');
  await press('Enter');
  await expect(page.getByRole('textbox', { name: 'Phone number' })).toBeFocused();
  await page.keyboard.type('(512) 555-0144');
  await press('Enter');
  await expect(page.getByText('(512) 555-0144 will get no more calls or texts.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add an opt-out' }).first()).toBeFocused();
  await tabTo('(512) 555-0144', 'button');
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: '(512) 555-0144' });
  const voice = dialog.getByRole('switch', { name: 'Opted out of voice' });
  await expect(voice).toBeVisible();
  for (let i = 0; i < 10 && !(await voice.evaluate((it) => it === document.activeElement)); i++)
    await press('Tab');
  await press('Space');
  await tabTo('How did they ask?', 'combobox');
  await page.keyboard.type('In');
  await tabTo(/^I confirm/, 'checkbox');
  await press('Space');
  await tabTo('Save', 'button');
  await press('Enter');
  await expect(page.getByText('(512) 555-0144 may get calls again.')).toBeVisible();
  await press('Escape');
  await expect(dialog).toHaveCount(0);
});
