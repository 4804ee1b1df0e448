import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import type { Channel, E164 } from '@/db/vocabulary';
import { createAccount } from '@/lib/accounts/create-account';
import { NewAccount } from '@/lib/accounts/input';
import { sendBroadcast } from '@/lib/broadcasts/send-broadcast';
import type { Context } from '@/lib/context';
import { expectAccessible, WIDTHS } from './axe';
import { signIn } from './people';

const PHONE = '+15125550142' as E164;

/** An account that can be texted, and its master's context. */
async function textableAccount() {
  const person = {
    name: 'Maria Reyes',
    email: `${randomUUID()}@example.com`,
    password: 'correct horse battery',
  };
  const digits = String(2_000_000 + Math.floor(Math.random() * 7_999_999));
  const wanted = NewAccount.parse({ name: 'Riverside School', textNumber: `+1628${digits}`, master: person });
  const created = await createAccount(wanted, new Date());
  if (!created.ok) throw new Error(created.message);
  const ctx: Context = {
    account: created.account,
    actor: { kind: 'user', id: created.user.id, name: person.name, role: 'master' },
    grants: { export: true, optIn: true, upload: true, all: true },
    now: () => new Date(),
  };
  return { person, ctx };
}

/** Queued here; the server's own worker delivers it. */
async function send(ctx: Context, channel: Channel, message: string): Promise<void> {
  const audience = { phones: [PHONE], contacts: [], groups: [], lists: [] };
  const sent = await sendBroadcast(ctx, { channel, message, scheduledAt: null, audience });
  if (!sent.ok) throw new Error(sent.message);
}

async function openPhone(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Maria Reyes' }).click();
  await page.getByRole('menuitem', { name: 'Phone simulator' }).click();
  await expect(page.getByRole('heading', { name: 'Phone simulator' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Phone number' }).fill('512 555 0142');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { name: '(512) 555-0142' })).toBeVisible();
}

async function reply(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Reply' }).fill(words);
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByRole('textbox', { name: 'Reply' })).toHaveValue('');
}

test('a text comes in by itself, STOP is answered, and the report shows the phone locked until UNSTOP', async ({
  page,
}) => {
  const { person, ctx } = await textableAccount();
  await signIn(page, person);
  await openPhone(page);
  const thread = page.getByRole('log', { name: 'Texts and calls' });
  await expect(thread.getByText('Nothing came in yet.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Reply' }).fill('half a thought');

  await send(ctx, 'text', 'School is closed tomorrow.');
  await expect(thread.getByText(/School is closed tomorrow\.\s+Reply STOP to opt out/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Reply' })).toHaveValue('half a thought');

  await reply(page, 'Stop.');
  await expect(thread.getByText(/Riverside School: You will get no more calls or texts/)).toBeVisible();
  await page.goto('/reports/opt-outs');
  await expect(page.getByRole('button', { name: '(512) 555-0142' })).toBeVisible();
  await expect(page.getByRole('table').getByText('Texted STOP').first()).toBeVisible();

  await openPhone(page);
  await reply(page, 'UNSTOP');
  await expect(thread.getByText(/You will get our texts again\. Calls stay off\./)).toBeVisible();
});

test('a call is heard with its way out, and pressing 3 ends calls', async ({ page }) => {
  const { person, ctx } = await textableAccount();
  await signIn(page, person);
  await openPhone(page);
  await expect(page.getByRole('button', { name: 'Press 3' })).toBeDisabled();
  await send(ctx, 'voice', 'The bus is twenty minutes late.');
  const thread = page.getByRole('log', { name: 'Texts and calls' });
  await expect(thread.getByText('“The bus is twenty minutes late.”')).toBeVisible();
  await expect(thread.getByText(/press 3 to stop calls (and texts )?from Riverside School/)).toBeVisible();
  await page.getByRole('button', { name: 'Press 3' }).click();
  await expect(thread.getByText('Pressed 3')).toBeVisible();
  await page.goto('/reports/opt-outs');
  await expect(page.getByRole('table').getByText('Pressed 3 on a call')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the simulator in ${colorScheme}: axe finds nothing, and nothing scrolls sideways`, async ({
    browser,
    baseURL,
  }) => {
    test.slow();
    const { person, ctx } = await textableAccount();
    const context = await browser.newContext({ colorScheme, baseURL, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await signIn(page, person);
    await send(ctx, 'text', 'School is closed tomorrow.');
    await send(ctx, 'voice', 'The bus is twenty minutes late.');
    await openPhone(page);
    // STOP closes calls too: a call still on its way then would never arrive.
    await expect(page.getByRole('button', { name: 'Press 3' })).toBeEnabled();
    await reply(page, 'STOP');
    await page.getByRole('button', { name: 'Press 3' }).click();
    await expect(page.getByText('Pressed 3', { exact: true })).toBeVisible();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page, `${width} px`);
    }
    await context.close();
  });
}
