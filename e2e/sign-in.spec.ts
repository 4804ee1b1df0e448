import { expect, test } from '@playwright/test';
import { DEMO_MASTER, signIn } from './people';

test('a wrong e-mail and a wrong password get the same answer, and what was typed stays', async ({
  page,
}) => {
  const answers: string[] = [];
  for (const [email, password] of [
    ['nobody@demo.example', 'wrong'],
    [DEMO_MASTER.email, 'wrong'],
  ] as const) {
    await page.goto('/login');
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByRole('main').getByText(/do not match/);
    await expect(alert).toBeVisible();
    answers.push((await alert.textContent()) ?? '');
    await expect(page.getByLabel('Email')).toHaveValue(email);
    expect(page.url()).not.toContain('password');
  }
  expect(answers[0]).toBe(answers[1]);
});

test('empty fields say what is missing, each beside its field', async ({ page }) => {
  await page.goto('/login');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter your e-mail.')).toBeVisible();
  await expect(page.getByText('Enter your password.')).toBeVisible();
  await expect(page.getByLabel('Email')).toBeFocused();
});

test('every screen asks a stranger to sign in, and goes on from there', async ({ page }) => {
  for (const path of [
    '/',
    '/reports',
    '/reports/opt-outs',
    '/reports/opt-outs/upload',
    '/reports/opt-outs/upload/1',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  }
});

test('the user menu opens on hover, click, Enter and ArrowDown; a click never closes what hover opened', async ({
  page,
}) => {
  await signIn(page, DEMO_MASTER);
  const button = page.getByRole('button', { name: DEMO_MASTER.name });
  const reports = page.getByRole('menuitem', { name: 'Reports' });
  await button.hover();
  await expect(reports).toBeVisible();
  await button.click();
  await expect(reports).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(reports).toBeHidden();
  for (const key of ['Enter', 'ArrowDown']) {
    await button.focus();
    await page.keyboard.press(key);
    await expect(reports).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(reports).toBeHidden();
  }
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toHaveCount(0);
  await button.click();
  await reports.click();
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible();
  await page.getByRole('link', { name: 'Opt Out Report' }).last().click();
  await expect(page.getByRole('heading', { name: 'Opt Out Report' })).toBeVisible();
});

test('signing out ends the session, also for a copy of its cookie', async ({ page, browser }) => {
  await signIn(page, DEMO_MASTER);
  const cookies = await page.context().cookies();
  await page.getByRole('button', { name: DEMO_MASTER.name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const copy = await browser.newContext();
  await copy.addCookies(cookies);
  const answer = await copy.request.get(new URL('/api/v1/uploads/1', page.url()).href);
  expect(answer.status()).toBe(401);
  await copy.close();
});
