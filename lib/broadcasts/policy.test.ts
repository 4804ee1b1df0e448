import { expect, test } from 'vitest';
import { tooLong } from './input';
import { firstTextNotice, sizeOfText } from './policy';

test.each([
  ['', 'gsm', 0, 1],
  ['a'.repeat(160), 'gsm', 160, 1],
  ['a'.repeat(161), 'gsm', 161, 2],
  ['a'.repeat(306), 'gsm', 306, 2],
  ['a'.repeat(307), 'gsm', 307, 3],
  ['€'.repeat(80), 'gsm', 160, 1],
  // The pair does not fit into the last place of a segment.
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm', 306, 3],
  ['ñ'.repeat(160), 'gsm', 160, 1],
  ['á'.repeat(70), 'unicode', 70, 1],
  ['á'.repeat(71), 'unicode', 71, 2],
  ['😀'.repeat(35), 'unicode', 70, 1],
  [`${'á'.repeat(66)}😀${'á'.repeat(66)}`, 'unicode', 134, 3],
])('a text of %j… is %s, %i places, %i segments', (text, alphabet, places, segments) => {
  expect(sizeOfText(text)).toMatchObject({ alphabet, places, segments });
});

test('the characters that make a text longer are named once', () => {
  expect(sizeOfText('“Hi” — “you”').unusual).toEqual(['“', '”', '—']);
});

test('the notice is added once', () => {
  expect(firstTextNotice('Hello')).toBe('Hello\nReply STOP to opt out');
  expect(firstTextNotice('Hello. reply stop to OPT OUT.')).toBe('Hello. reply stop to OPT OUT.');
});

test('a text leaves room for the notice, so that it can be anybody’s first', () => {
  expect(firstTextNotice('x'.repeat(1_578))).toHaveLength(1_600);
  expect(tooLong('text', 'x'.repeat(1_578))).toBeNull();
  expect(tooLong('text', 'x'.repeat(1_579))).toBe(
    'Keep it to 1,578 characters, so that “Reply STOP to opt out” fits behind it; this has 1,579.',
  );
  const itself = 'Reply STOP to opt out';
  expect(tooLong('text', itself.padEnd(1_600, 'x'))).toBeNull();
  expect(tooLong('text', itself.padEnd(1_601, 'x'))).toBe('Keep it to 1,600 characters; this has 1,601.');
  expect(tooLong('voice', 'x'.repeat(1_601))).toBeNull();
});
