import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { createAccount } from '@/lib/accounts/create-account';
import { NewAccount } from '@/lib/accounts/input';

export type Person = { email: string; password: string; name: string };

/** The demo account's master; tests with it only read. */
export const DEMO_MASTER: Person = {
  email: 'master@demo.example',
  password: process.env.E2E_PASSWORD ?? '',
  name: 'Maria Reyes',
};

/** An account of a test's own, and its master. */
export async function newAccount(
  name = 'Riverside School',
  { textNumber }: { textNumber?: string } = {},
): Promise<Person> {
  const person = {
    name: 'Maria Reyes',
    email: `${randomUUID()}@example.com`,
    password: 'correct horse battery',
  };
  const account = NewAccount.parse({ name, textNumber, master: person });
  const created = await createAccount(account, new Date());
  if (!created.ok) throw new Error(created.message);
  return person;
}

/** A number that people can text an account at, generated. */
export const someTextNumber = () => `+1628${2_000_000 + Math.floor(Math.random() * 7_999_999)}`;

export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Opt Out Report' })).toBeVisible();
}

/** Adds an opt-out through its dialog, and waits until the report shows it. */
export async function addOptOut(page: Page, typed: string, shown: string): Promise<void> {
  await page.getByRole('button', { name: 'Add an opt-out' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add an opt-out' });
  await dialog.getByRole('textbox', { name: 'Phone number' }).fill(typed);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: shown })).toBeVisible();
}
