import { randomInt, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { E164 } from '@/db/vocabulary';
import { createAccount } from '@/lib/accounts/create-account';
import { NewAccount } from '@/lib/accounts/input';
import { optOut } from '@/lib/opt-outs/opt-out';
import { expectAccessible, WIDTHS } from './axe';
import { addOptOut, newAccount, signIn, type Person } from './people';

let person: Person;
test.beforeAll(async () => void (person = await newAccount()));
test.beforeEach(({ page }) => signIn(page, person));

const openContacts = async (page: Page, query = '') => {
  await page.goto(`/contacts${query}`);
  await expect(page.getByRole('heading', { name: 'Contacts', level: 1 })).toBeVisible();
};
const newContact = async (page: Page, name: string, phone: string): Promise<Locator> => {
  await page.getByRole('button', { name: 'Add a contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a contact' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog.getByRole('textbox', { name: 'Phone number', exact: true }).fill(phone);
  return dialog;
};
const save = (dialog: Locator) => dialog.getByRole('button', { name: 'Save', exact: true }).click();
const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });
/** An account of which (512) 555-0170 has texted STOP. */
async function textedStop(): Promise<Person & { textNumber: string }> {
  const master = {
    name: 'Maria Reyes',
    email: `${randomUUID()}@example.com`,
    password: 'correct horse battery',
  };
  const [area, line] = [randomInt(201, 900), randomInt(10, 100)];
  const textNumber = `+1${area}55501${line}` as E164;
  const made = await createAccount(NewAccount.parse({ name: 'Hill Church', master, textNumber }), new Date());
  if (!made.ok) throw new Error(made.message);
  const ctx = {
    account: made.account,
    actor: { kind: 'recipient' as const, id: null, name: 'Recipient', role: null },
    grants: { export: false, optIn: false, upload: false, all: false },
    now: () => new Date(),
  };
  const channels = { voice: true, text: true };
  await optOut(ctx, { phones: ['+15125550170' as E164], channels, source: 'text_reply' });
  return { ...master, textNumber: `(${area}) 555-01${line}` };
}
test('adds a contact; a wrong number gets its reason beside the field; it is found by name and number', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Contacts' }).click();
  await expect(page.getByRole('heading', { name: 'Contacts', level: 1 })).toBeVisible();
  const dialog = await newContact(page, 'Ana Flores', '512 555 014');
  await dialog.getByRole('button', { name: 'Add another number' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Second phone number' })).toBeFocused();
  await page.keyboard.type('512-555-0151');
  await dialog.getByRole('tab', { name: 'Groups' }).click();
  await dialog.getByRole('textbox', { name: 'New group' }).fill('Choir');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('checkbox', { name: 'Choir' })).toBeChecked();
  await save(dialog);
  // The tab with the problem comes to the front.
  const phone = dialog.getByRole('textbox', { name: 'Phone number', exact: true });
  await expect(dialog.getByText('That is 9 digits. A US number has 10, with its area code.')).toBeVisible();
  await expect(phone).toBeFocused();
  await phone.fill('512 555 0151');
  await save(dialog);
  await expect(dialog.getByText('(512) 555-0151 stands above already.', { exact: false })).toBeVisible();
  await phone.fill('512 555 0150');
  await save(dialog);
  await expect(page.getByText('Ana Flores is saved.')).toBeVisible();
  await expect(rowOf(page, 'Ana Flores')).toContainText('(512) 555-0150');
  await expect(rowOf(page, 'Ana Flores')).toContainText('Choir');
  await expect(page.getByRole('button', { name: 'Add a contact' }).first()).toBeFocused();

  const search = page.getByRole('searchbox', { name: 'Search contacts' });
  await search.fill('nobody at all');
  await expect(page.getByText('No contacts match')).toBeVisible();
  await search.fill('(512) 555.0151');
  await expect(rowOf(page, 'Ana Flores')).toBeVisible();
  await search.fill('flor');
  await expect(page).toHaveURL(/search=flor/);
  await expect(rowOf(page, 'Ana Flores')).toBeVisible();
});

test('the Opt In/Out tab closes and, with consent, reopens; several phones are saved together or not at all', async ({
  page,
}) => {
  await addOptOut(page, '5125550160', '(512) 555-0160');
  await openContacts(page);
  const dialog = await newContact(page, 'Luis Ortega', '512.555.0160');
  await dialog.getByRole('button', { name: 'Add another number' }).click();
  await page.keyboard.type('5125550161');
  await dialog.getByRole('tab', { name: 'Opt In/Out' }).click();
  const first = dialog.getByRole('group', { name: '(512) 555-0160' });
  const second = dialog.getByRole('group', { name: '(512) 555-0161' });
  await expect(first.getByRole('switch', { name: 'Opted out of voice' })).toBeChecked();
  await expect(first.getByRole('region', { name: 'History' })).toContainText('Opted out of voice and text');
  await expect(second.getByText('Nothing was ever recorded about this number.')).toBeVisible();
  await expectAccessible(page, 'the Opt In/Out tab');

  await first.getByRole('switch', { name: 'Opted out of voice' }).click();
  await expect(first.getByText('Calls will be allowed again when you save')).toBeVisible();
  await second.getByRole('switch', { name: 'Opted out of text' }).click();
  await expect(second.getByText('Texts will stop when you save')).toBeVisible();
  await expect(second.getByRole('group', { name: 'Consent' })).toHaveCount(0);
  await dialog.getByRole('tab', { name: 'Info' }).click();
  await save(dialog);
  // Refused whole: the tab comes back, the reason stands at its phone, and nobody was added.
  const consent = first.getByRole('group', { name: 'Consent' });
  await expect(consent.getByText('Choose how they asked.')).toBeVisible();
  await consent.getByRole('combobox', { name: 'How did they ask?' }).selectOption('In person');
  await consent
    .getByRole('checkbox', {
      name: 'I confirm this person gave consent to calls from Riverside School at (512) 555-0160',
    })
    .check();
  await expectAccessible(page, 'the consent part');
  await save(dialog);
  await expect(
    page.getByText(
      'Luis Ortega is saved. (512) 555-0160 may get calls again. (512) 555-0161 will get no more texts.',
    ),
  ).toBeVisible();
  const row = rowOf(page, 'Luis Ortega');
  await expect(row.getByRole('listitem').filter({ hasText: '(512) 555-0160' })).toContainText(
    'Opted out of text',
  );
  await expect(row.getByRole('listitem').filter({ hasText: '(512) 555-0160' })).not.toContainText('voice');
  await page.goto('/reports/opt-outs?source=contact');
  await expect(page.getByRole('button', { name: '(512) 555-0161' })).toBeVisible();
});

test('what was switched is saved though a number was typed again or added after it, and though it cannot be read again', async ({
  page,
}) => {
  await openContacts(page);
  const dialog = await newContact(page, 'Ida Moss', '5125550166');
  await dialog.getByRole('tab', { name: 'Opt In/Out' }).click();
  const phone = dialog.getByRole('group', { name: '(512) 555-0166' });
  await phone.getByRole('switch', { name: 'Opted out of voice' }).click();
  await page.route('**/contacts*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await dialog.getByRole('tab', { name: 'Info' }).click();
  await dialog.getByRole('textbox', { name: 'Phone number', exact: true }).fill('(512) 555-0166');
  await dialog.getByRole('tab', { name: 'Opt In/Out' }).click();
  await expect(dialog.getByText('We could not read these numbers just now')).toBeVisible();
  await page.unroute('**/contacts*');
  await dialog.getByRole('tab', { name: 'Info' }).click();
  await dialog.getByRole('button', { name: 'Add another number' }).click();
  await page.keyboard.type('5125550167');
  await save(dialog);
  await expect(
    page.getByText('Ida Moss is saved. (512) 555-0166 will get no more calls.', { exact: true }),
  ).toBeVisible();
  await expect(rowOf(page, 'Ida Moss')).toContainText('Opted out of voice');
});

test('a number that was switched and then changed is not forgotten: nothing is saved before somebody says what of it', async ({
  page,
}) => {
  await openContacts(page);
  const dialog = await newContact(page, 'Jon Bell', '5125550168');
  const info = dialog.getByRole('tab', { name: 'Info' });
  await dialog.getByRole('tab', { name: 'Opt In/Out' }).click();
  const phone = dialog.getByRole('group', { name: '(512) 555-0168' });
  await phone.getByRole('switch', { name: 'Opted out of text' }).click();
  await info.click();
  await dialog.getByRole('textbox', { name: 'Phone number', exact: true }).fill('5125550169');
  await save(dialog);
  await expect(dialog.getByText(/Nothing was saved: you switched \(512\) 555-0168/)).toBeVisible();
  await expect(dialog.getByText('(512) 555-0168 is not a number of this contact any more')).toBeVisible();
  await dialog.getByRole('button', { name: 'Leave (512) 555-0168 as it is' }).click();
  await expect(dialog.getByText('is not a number of this contact any more')).toHaveCount(0);
  await save(dialog);
  await expect(page.getByText('Jon Bell is saved.', { exact: true })).toBeVisible();
});

test('a locked number has no switch for text, but says who can lift it, and its voice can still be opened', async ({
  page,
}) => {
  const locked = await textedStop();
  await signIn(page, locked);
  await openContacts(page);
  const dialog = await newContact(page, 'Bo', '5125550170');
  await dialog.getByRole('tab', { name: 'Opt In/Out' }).click();
  const phone = dialog.getByRole('group', { name: '(512) 555-0170' });
  await expect(phone.getByText(/must text UNSTOP to/)).toBeVisible();
  await expect(phone.getByText(locked.textNumber, { exact: true })).toBeVisible();
  await expect(phone.getByRole('switch', { name: 'Opted out of text' })).toHaveCount(0);
  await expect(phone.getByRole('link', { name: 'Added by mistake' })).toHaveCount(0);
  await phone.getByRole('switch', { name: 'Opted out of voice' }).click();
  await phone.getByRole('combobox', { name: 'How did they ask?' }).selectOption('By phone');
  await phone.getByRole('checkbox').check();
  await save(dialog);
  await expect(page.getByText('Bo is saved. (512) 555-0170 may get calls again.')).toBeVisible();
  await expect(rowOf(page, 'Bo')).toContainText('Opted out of text');
  await expect(rowOf(page, 'Bo')).toContainText('Texted STOP');
});

test('“Added by mistake” takes an opt-out back from the tab, and what was typed elsewhere stays', async ({
  page,
}) => {
  await addOptOut(page, '5125550165', '(512) 555-0165');
  await openContacts(page);
  const dialog = await newContact(page, 'Cleo', '5125550165');
  await dialog.getByRole('tab', { name: 'Opt In/Out' }).click();
  await dialog.getByRole('link', { name: 'Added by mistake' }).click();
  const mistake = dialog.getByRole('group', { name: 'Added by mistake' });
  await mistake.getByRole('textbox').fill('Mistyped');
  await mistake.getByRole('checkbox', { name: /Nobody asked us to stop/ }).check();
  await save(dialog);
  await expect(page.getByText(/\(512\) 555-0165 may get calls and texts again/)).toBeVisible();
  await expect(dialog.getByText('Calls and texts are allowed')).toBeVisible();
  await dialog.getByRole('tab', { name: 'Info' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Cleo');
  await save(dialog);
  await expect(page.getByText('Cleo is saved.')).toBeVisible();
});

test('deleting says what it does, is taken back by Undo or from Deleted, and leaves the opt-out as it was', async ({
  page,
}) => {
  await addOptOut(page, '5125550180', '(512) 555-0180');
  await openContacts(page);
  await save(await newContact(page, 'Dora', '5125550180'));
  const erase = async () => {
    await page.getByRole('button', { name: 'Dora', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Dora' });
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(dialog.getByText(/Whatever they opted out of stands/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Delete contact' }).click();
    await expect(page.getByText('Dora is deleted.').last()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Dora', exact: true })).toHaveCount(0);
  };
  await erase();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Dora', exact: true })).toBeVisible();
  await erase();
  await page.getByRole('button', { name: 'Deleted', exact: true }).click();
  await expect(page).toHaveURL(/show=deleted/);
  await page.getByRole('button', { name: 'Restore Dora' }).click();
  await expect(page.getByText('Dora is back.').last()).toBeVisible();
  await openContacts(page);
  await expect(rowOf(page, 'Dora')).toContainText('Opted out of voice');
  await expect(rowOf(page, 'Dora')).toContainText('Opted out of text');
});

test('a list of contacts is imported after a review; rejected rows say why; opt-outs stay as they were', async ({
  page,
}) => {
  await signIn(page, await newAccount());
  await addOptOut(page, '5125550190', '(512) 555-0190');
  await openContacts(page);
  await expect(page.getByText('No contacts yet')).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search contacts' })).toBeVisible();
  await page.getByRole('link', { name: 'Import contacts' }).click();
  await expect(page.getByRole('heading', { name: 'Import contacts' })).toBeVisible();
  await expectAccessible(page, 'the import page');
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'parents.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'First Name,Last Name,Cell Phone,Home Phone,Groups\nEva,Stone,5125550190,,Parents; Choir\nEva,Stone,5125550190,5125550191,Band\nFinn,Hall,512555,,\nGus,Park,(512) 555-0192,,Parents\n',
    ),
  });
  const review = page.getByRole('region', { name: 'Review' });
  await expect(review).toBeVisible();
  await expect(review).toContainText('names in “First Name” and “Last Name”');
  await expect(review.getByRole('row').filter({ hasText: 'Finn Hall' })).toContainText('512555');
  await expectAccessible(page, 'the review');
  await review.getByRole('button', { name: 'Import 2 contacts' }).click();
  await expect(page.getByText('2 contacts added, 0 contacts updated')).toBeVisible();
  await expectAccessible(page, 'the result');
  await page.getByRole('link', { name: 'See your contacts' }).click();
  await expect(rowOf(page, 'Eva Stone')).toContainText('(512) 555-0191');
  await expect(rowOf(page, 'Eva Stone')).toContainText('Opted out of voice');
  await expect(rowOf(page, 'Gus Park')).not.toContainText('Opted out');
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Band (1)' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 contact' })).toBeVisible();
  await page.getByRole('button', { name: 'Manage groups' }).click();
  const groups = page.getByRole('dialog', { name: 'Groups' });
  await groups.getByRole('button', { name: 'Rename Band' }).click();
  await groups.getByRole('textbox', { name: 'New name of Band' }).fill('choir');
  await groups.getByRole('button', { name: 'Save name' }).click();
  await expect(groups.getByText('There is a group “choir” already.')).toBeVisible();
  await groups.getByRole('textbox', { name: 'New name of Band' }).fill('Big Band');
  await groups.getByRole('button', { name: 'Save name' }).click();
  await expect(groups.getByRole('button', { name: 'Delete Big Band' })).toBeVisible();
  await expectAccessible(page, 'the groups');
});

test('columns of contacts that were read wrongly are settled by hand; the rejected rows are a file', async ({
  page,
}) => {
  await signIn(page, await newAccount());
  await page.goto('/contacts/import');
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'team.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'Name,Nick,Phone,Team\nAna Flores,Annie,5125550101,Choir\nFinn Hall,Finn,512555,Band\nGus Park,Gus,5125550102,Band\n',
    ),
  });
  const review = page.getByRole('region', { name: 'Review' });
  await expect(review).toContainText('names in “Name”');
  await page.getByText('Not read right? Say how').click();
  await page.getByLabel('What “Name” holds').selectOption('Not read');
  await page.getByLabel('What “Nick” holds').selectOption('The whole name');
  await page.getByLabel('What “Team” holds').selectOption('Groups');
  await expectAccessible(page, 'the correction');
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(review).toContainText('names in “Nick”');
  const downloading = page.waitForEvent('download');
  await review.getByRole('link', { name: 'Download rejected rows' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('team-rejected.csv');
  expect(await readFile(await download.path(), 'utf8')).toContain('3,Finn,512555,Band,,');
  await review.getByRole('button', { name: 'Import 2 contacts' }).click();
  await expect(page.getByRole('link', { name: 'Download rejected rows' })).toBeVisible();
  await page.getByRole('link', { name: 'See your contacts' }).click();
  await expect(rowOf(page, 'Annie')).toContainText('Choir');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the list and the dialog in ${colorScheme}: axe finds nothing, and nothing scrolls sideways at 360 px`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openContacts(page);
    await save(await newContact(page, `Hal ${colorScheme}`, '5125550195'));
    await expect(page.getByRole('button', { name: `Hal ${colorScheme}` })).toBeVisible();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await openContacts(page);
      await page.waitForLoadState('networkidle');
      await expectAccessible(page, `the list at ${width} px`);
      await page.getByRole('button', { name: `Hal ${colorScheme}` }).click();
      await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Notes' })).toBeVisible();
      await expectAccessible(page, `the dialog at ${width} px`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(page.getByRole('button', { name: `Hal ${colorScheme}` })).toBeFocused();
    }
  });
}
