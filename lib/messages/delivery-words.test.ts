import { describe, expect, test } from 'vitest';
import { wordsForTwilio } from '@/lib/carriers/twilio-words';
import { outcomeOf, problemOf } from './delivery-words';

describe('why a delivery failed', () => {
  test.each([21610, 30003, 30004, 30005, 30006, 30007, 30008])(
    'is said in the same words when it is called back as when the hand-off is refused: %i',
    (code) => expect(problemOf('undelivered', String(code))).toBe(wordsForTwilio(code)),
  );

  test.each([
    ['busy', null, 'The line was busy.'],
    [' No-Answer ', '', 'Nobody answered.'],
    ['failed', null, 'The carrier could not deliver it.'],
    ['failed', '99999', 'The carrier could not deliver it.'],
    ['failed', 'constructor', 'The carrier could not deliver it.'],
  ])('%j with %j: %s', (status, code, words) => expect(problemOf(status, code)).toBe(words));
});

test('what is on its way is neither delivered nor failed', () => {
  expect(['queued', 'sent', 'ringing', 'in-progress'].map(outcomeOf)).toEqual([null, null, null, null]);
  expect(['delivered', 'completed', 'undelivered', 'canceled'].map(outcomeOf)).toEqual([
    'delivered',
    'delivered',
    'failed',
    'failed',
  ]);
});
