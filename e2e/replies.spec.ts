import { randomInt } from 'node:crypto';
import { expect, test, type APIRequestContext } from '@playwright/test';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { createAccount } from '@/lib/accounts/create-account';
import { NewAccount } from '@/lib/accounts/input';
import { expectAccessible, WIDTHS } from './axe';
import { signIn, type Person } from './people';

const PHONE = '+15125550142';
const SHOWN = '(512) 555-0142';

/** An account whose text number handsets can text, and what texts it. */
async function newTexted(request: APIRequestContext) {
  // No area code is N11.
  const areaCode = `${randomInt(2, 10)}${randomInt(20, 100)}`;
  const textNumber = `+1${areaCode}${randomInt(200, 900)}${randomInt(1000, 10_000)}`;
  const master = {
    name: 'Maria Reyes',
    email: `m${randomInt(1e12)}@example.com`,
    password: 'correct horse battery',
  };
  const account = NewAccount.parse({ name: 'Riverside School', textNumber, master });
  const created = await createAccount(account, new Date());
  if (!created.ok) throw new Error(created.message);
  let sent = 0;
  const text = (Body: string, more: Record<string, string> = {}) => {
    const MessageSid = `SM${textNumber}x${sent++}`;
    return post(request, 'messages', { MessageSid, From: PHONE, To: textNumber, Body, ...more });
  };
  return { person: master satisfies Person, textNumber, text };
}

/** A webhook as Twilio posts it. */
function post(
  request: APIRequestContext,
  name: string,
  form: Record<string, string>,
  token = process.env.E2E_AUTH_TOKEN ?? '',
) {
  const url = `${process.env.E2E_URL}/api/webhooks/twilio/${name}`;
  const signature = getExpectedTwilioSignature(token, url, form);
  return request.post(url, { form, headers: { 'X-Twilio-Signature': signature } });
}

test('STOP and UNSTOP from a handset, once each however often they are delivered; forged ones change nothing', async ({
  page,
  request,
}) => {
  const { person, textNumber, text } = await newTexted(request);
  const stop = { MessageSid: `SM${textNumber}stop`, From: PHONE, To: textNumber, Body: '“Stop.” 🛑' };
  const forged = await post(request, 'messages', stop, 'not the token');
  expect(forged.status()).toBe(403);
  const first = await post(request, 'messages', stop);
  expect(first.headers()['content-type']).toContain('text/xml');
  expect(await first.text()).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><Response><Message>Riverside School: You will get no more calls or texts from us. To get texts again, text UNSTOP.</Message></Response>',
  );
  expect(await (await post(request, 'messages', stop)).text()).toContain('<Response></Response>');

  await signIn(page, person);
  const row = page.getByRole('row').filter({ hasText: SHOWN });
  await expect(row).toContainText('Texted STOP');
  await page.getByRole('button', { name: SHOWN }).click();
  await expect(page.getByRole('dialog').getByText('must text UNSTOP to')).toBeVisible();
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Stop.');

  expect(await (await text('UNSTOP')).text()).toContain('Calls stay off.');
  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: SHOWN })).toContainText('Allowed');
});

test('a number of nobody’s, an unknown call and an unknown message are no one’s', async ({ request }) => {
  const stop = { MessageSid: 'SMx', From: PHONE, To: '+15005550006', Body: 'STOP' };
  expect((await post(request, 'messages', stop)).status()).toBe(404);
  const failed = { MessageSid: 'SMnobody', MessageStatus: 'failed', ErrorCode: '21610' };
  expect((await post(request, 'message-status', failed)).status()).toBe(404);
  expect((await post(request, 'keypress', { CallSid: 'CAnobody', Digits: '3' })).status()).toBe(404);
  const silent = await post(request, 'voice', { CallSid: 'CAnobody' });
  expect(await silent.text()).toContain('<Response><Hangup/></Response>');
});

test('a reply that may mean stop waits in the Inbox, and is decided there', async ({ page, request }) => {
  const { person, text } = await newTexted(request);
  await text('See you at 5');
  await text('ugh this is spam');
  await signIn(page, person);
  const inbox = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Inbox' });
  await expect(inbox).toContainText('1');
  await inbox.click();
  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible();
  const line = page.getByRole('list', { name: 'Conversations' }).getByRole('listitem');
  await expect(line).toContainText('2 unread');
  await expect(line).toContainText('Needs review');
  await expect(line).toContainText(/10 business days left, until/);
  await line.getByRole('link', { name: SHOWN }).click();

  await expect(page.getByRole('heading', { name: SHOWN, level: 1 })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('May mean stop because of “spam”');
  await expect(inbox).not.toContainText('1');
  await page.getByRole('button', { name: 'Opt out', exact: true }).click();
  await expect(page.getByText(`${SHOWN} will get no more calls or texts.`)).toBeVisible();
  await expect(page.getByText('Decided: opted out (Maria Reyes)')).toBeVisible();
  await page.goto('/reports/opt-outs');
  await expect(page.getByRole('row').filter({ hasText: SHOWN })).toContainText('Asked in a reply');
});

test('a reply that was understood wrongly is put right with a reason and a tick', async ({
  page,
  request,
}) => {
  const { person, text } = await newTexted(request);
  await text('wrong number');
  await signIn(page, person);
  await page.goto(`/inbox/${PHONE.slice(1)}`);
  await expect(
    page.getByText('Read as a request to stop because of “wrong number”: opted out'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Not a request to stop' }).click();
  const form = page.getByRole('form', { name: 'Not a request to stop' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Say what went wrong.')).toBeVisible();
  await form.getByRole('textbox', { name: 'What did they mean?' }).fill('She meant the number of the coach');
  await form.getByRole('checkbox').check();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`${SHOWN} may get calls and texts again.`)).toBeVisible();
  await page.getByRole('switch', { name: 'Opt out of voice' }).click();
  await page.getByRole('button', { name: 'Opt out', exact: true }).click();
  await expect(page.getByText(`${SHOWN} will get no more texts.`)).toBeVisible();
});

test('a question is answered from the Inbox, and whoever says stop meanwhile gets no answer', async ({
  page,
  request,
}) => {
  const { person, text } = await newTexted(request);
  await text('When does school begin?');
  await signIn(page, person);
  await page.goto(`/inbox/${PHONE.slice(1)}`);
  await page.getByRole('textbox', { name: 'Reply' }).fill('At eight.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText(`On its way to ${SHOWN}.`)).toBeVisible();
  await page.getByRole('textbox', { name: 'Reply' }).fill('And bring a pencil.');
  await text('Stop');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText(/opted out of texts/).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('At eight.')).toBeVisible();
  await expect(page.getByText('And bring a pencil.')).toHaveCount(0);
});

test('another account’s conversation is not there', async ({ page, request }) => {
  const [mine, theirs] = [await newTexted(request), await newTexted(request)];
  await theirs.text('hello');
  await signIn(page, mine.person);
  await page.goto('/inbox');
  await expect(page.getByText('No messages yet')).toBeVisible();
  await page.goto(`/inbox/${PHONE.slice(1)}`);
  await expect(page.getByRole('heading', { name: SHOWN })).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the Inbox and a conversation in ${colorScheme}: axe finds nothing, and nothing scrolls sideways`, async ({
    browser,
    baseURL,
    request,
  }) => {
    const { person, text } = await newTexted(request);
    await text('x'.repeat(300));
    await text('this is spam');
    const context = await browser.newContext({ colorScheme, baseURL, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await signIn(page, person);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const at of ['/inbox', `/inbox/${PHONE.slice(1)}`]) {
        await page.goto(at);
        await expect(page.getByText('Needs review').first()).toBeVisible();
        await expectAccessible(page, `${at} at ${width} px`);
      }
    }
    await context.close();
  });
}
