import { expect, test } from 'vitest';
import { nameWords } from './name-words';

test.each([
  ['HasOptedOutOfSMS', 'has opted out of sms'],
  ['SMSOptOut', 'sms opt out'],
  ['Phone2', 'phone 2'],
  ['HTMLParser ABCd', 'html parser ab cd'],
])('the name %s reads as “%s”', (name, words) => {
  expect(nameWords(name)).toBe(words);
});

test('a text as long as a file is no name, and keeps nobody waiting', () => {
  expect(nameWords('A'.repeat(5_000_000)).length).toBeLessThanOrEqual(200);
});
