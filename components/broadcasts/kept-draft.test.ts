import { afterEach, expect, test, vi } from 'vitest';
import { ask } from './ask';
import { answered, blank, changed, sent } from './kept-draft';

afterEach(() => vi.unstubAllGlobals());

/** What the composer makes of an answer. */
async function verdictOn(status: number, body: object | string): Promise<string> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  vi.stubGlobal('fetch', async () => new Response(text, { status }));
  const asked = await ask('/api/broadcasts', { key: 'k', body: {} });
  return asked?.ok ? 'ok' : (asked?.verdict ?? 'stopped');
}

test('a request that is still at work is unknown, not refused', async () => {
  expect(await verdictOn(409, { type: '/problems/request-at-work' })).toBe('unknown');
  expect(await verdictOn(409, { type: 'about:blank' })).toBe('refused');
  expect(await verdictOn(422, { errors: [{ path: 'message', message: 'Write a message.' }] })).toBe(
    'refused',
  );
});

test.each([400, 401, 403, 404, 408, 413, 415, 429])('%i turns a request away unread', async (status) => {
  expect(await verdictOn(status, {})).toBe('turned_away');
});

test.each([
  [500, {}],
  [502, '<html>'],
  [504, ''],
  [202, 'half an ans'],
])('%i with %j leaves unknown what became of it', async (status, body) => {
  expect(await verdictOn(status, body)).toBe('unknown');
});

test('a draft keeps its key until an answer says that it cannot be sent as it is', () => {
  const pressed = sent(blank('first'));
  const lost = answered(pressed, 'unknown', { isUnsure: false }, 'new');
  const atWork = answered(sent(lost), 'unknown', lost, 'new');
  const signedOut = answered(sent(atWork), 'turned_away', atWork, 'new');
  expect([lost, atWork, signedOut]).toMatchObject(
    Array.from({ length: 3 }, () => ({ key: 'first', isUnsure: true })),
  );
  expect(answered(signedOut, 'refused', signedOut, 'new')).toMatchObject({ key: 'new', isUnsure: false });
});

test('a first try that was turned away leaves nothing to be unsure of', () => {
  const kept = blank('first');
  expect(answered(sent(kept), 'turned_away', kept, 'new')).toEqual(kept);
});

test('a draft that is changed while it may be on its way is another, and what may be on its way stays known', () => {
  const other = changed(sent(blank('first')), { message: 'Hello again' }, 'second');
  expect(other).toMatchObject({ key: 'second', isUnsure: false, wasUnsure: true });
  expect(changed(other, { message: 'Hello once more' }, 'third')).toMatchObject({ wasUnsure: true });
  expect(changed(blank('first'), { message: 'Hello' }, 'second')).toMatchObject({ wasUnsure: false });
});
