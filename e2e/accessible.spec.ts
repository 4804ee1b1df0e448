import {
  expect,
  test,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { expectAccessible, WIDTHS } from './axe';
import { DEMO_MASTER, signIn } from './people';

/** Each screen, and each state of one that looks different. */
const SCREENS: Record<string, (page: Page) => Promise<void>> = {
  'the sign-in page': async (page) => {
    await page.context().clearCookies();
    await page.goto('/login');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Enter your password.')).toBeVisible();
  },
  'the reports': async (page) => void (await page.goto('/reports')),
  'the report': async (page) => void (await page.goto('/reports/opt-outs')),
  'a filtered report': async (page) =>
    void (await page.goto('/reports/opt-outs?type=text&added=30d&source=manual&search=5')),
  'a report without a match': async (page) => void (await page.goto('/reports/opt-outs?search=00000000')),
  'the add dialog': async (page) => {
    await page.goto('/reports/opt-outs');
    await page.getByRole('button', { name: 'Add an opt-out' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Enter a phone number.')).toBeVisible();
  },
  'the edit dialog': async (page) => {
    await page.goto('/reports/opt-outs?source=text_reply');
    await page.getByRole('table').getByRole('button', { name: /^[(+]/ }).first().click();
    await page.getByRole('switch', { name: 'Opted out of voice' }).click();
    await expect(page.getByRole('region', { name: 'History' })).toBeVisible();
  },
  'the upload page': async (page) => void (await page.goto('/reports/opt-outs/upload')),
  'an applied upload': async (page) => {
    await page.goto('/reports/opt-outs/upload');
    await page
      .getByRole('main')
      .getByRole('link', { name: /\.(csv|xlsx)$/ })
      .first()
      .click();
    await expect(page.getByText(/opted out/).first()).toBeVisible();
  },
  'the contacts': async (page) => void (await page.goto('/contacts')),
  'the import of contacts': async (page) => void (await page.goto('/contacts/import')),
  'the Inbox without a match': async (page) => void (await page.goto('/inbox?show=review')),
  'the broadcasts': async (page) => void (await page.goto('/broadcasts')),
  'a new broadcast': async (page) => {
    await page.goto('/broadcasts/new');
    await page.getByRole('textbox', { name: 'Message' }).fill('School is closed today.');
    await page.getByRole('textbox', { name: 'Recipients' }).fill('(512) 555-0142\nno phone');
    await page.getByRole('radio', { name: 'Send later' }).check();
    await expect(page.getByRole('region', { name: 'Screening' })).toContainText('1 invalid');
  },
  'a page that is not there': async (page) => void (await page.goto('/nowhere')),
};

type State = Awaited<ReturnType<BrowserContext['storageState']>>;
let state: State | undefined;

/** Signed in once for all screens that a process looks at. */
async function signedIn(browser: Browser, options: BrowserContextOptions): Promise<State> {
  if (!state) {
    const context = await browser.newContext(options);
    await signIn(await context.newPage(), DEMO_MASTER);
    state = await context.storageState();
    await context.close();
  }
  return state;
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, open] of Object.entries(SCREENS)) {
    test(`${name} in ${colorScheme}: axe finds nothing at any width, and nothing scrolls sideways`, async ({
      browser,
      baseURL,
    }) => {
      test.slow();
      const options = { colorScheme, baseURL, reducedMotion: 'reduce' as const };
      const context = await browser.newContext({
        ...options,
        storageState: await signedIn(browser, options),
      });
      const page = await context.newPage();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await open(page);
        await page.waitForLoadState('networkidle');
        await expectAccessible(page, `${width} px`);
        if (name === 'the sign-in page') await signIn(page, DEMO_MASTER);
      }
      await context.close();
    });
  }
}
